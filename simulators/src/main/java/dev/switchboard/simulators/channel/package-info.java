/// A channel server that behaves as the sample in the channel documentation does.
@NullMarked
package dev.switchboard.simulators.channel;

import org.jspecify.annotations.NullMarked;
