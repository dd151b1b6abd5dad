/// Files that agents send and files of users, for browsers and platforms.
@NullMarked
package dev.switchboard.adapter.in.web.media;

import org.jspecify.annotations.NullMarked;
