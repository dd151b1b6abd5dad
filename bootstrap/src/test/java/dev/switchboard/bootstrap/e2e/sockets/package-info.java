/// The acceptance scenarios of live events, on the packaged hub.
@NullMarked
package dev.switchboard.bootstrap.e2e.sockets;

import org.jspecify.annotations.NullMarked;
