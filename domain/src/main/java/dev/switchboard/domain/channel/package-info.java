/// The channel registry's words: a channel, its address, its secrets, its state and filters over
/// it.
@NullMarked
package dev.switchboard.domain.channel;

import org.jspecify.annotations.NullMarked;
