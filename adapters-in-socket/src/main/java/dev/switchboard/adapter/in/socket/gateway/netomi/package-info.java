/// Netomi's events in the namespace of customers (contract netomi 2.3).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.netomi;

import org.jspecify.annotations.NullMarked;
