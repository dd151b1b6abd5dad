/// The systems of bots and human agents that users talk with.
@NullMarked
package dev.switchboard.domain.upstream;

import org.jspecify.annotations.NullMarked;
