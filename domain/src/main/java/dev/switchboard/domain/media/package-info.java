/// Files that are sent: what they are called, and which are not passed on.
@NullMarked
package dev.switchboard.domain.media;

import org.jspecify.annotations.NullMarked;
