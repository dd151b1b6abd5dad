/// The acceptance scenarios of contract sockets, on the packaged hub.
@NullMarked
package dev.switchboard.bootstrap.e2e.sockets;

import org.jspecify.annotations.NullMarked;
