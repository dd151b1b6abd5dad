/// What is kept of files, and what proves that somebody was given one.
@NullMarked
package dev.switchboard.application.port.out.media;

import org.jspecify.annotations.NullMarked;
