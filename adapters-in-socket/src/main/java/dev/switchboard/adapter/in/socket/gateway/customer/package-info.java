/// Namespace `/`: end users' clients of every system, on one connection (contract sockets 2.4).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.customer;

import org.jspecify.annotations.NullMarked;
