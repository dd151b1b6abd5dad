/// A running hub with a simulated bot and a simulated desk, and stock clients that talk to it.
@NullMarked
package dev.switchboard.bootstrap.e2e.live;

import org.jspecify.annotations.NullMarked;
