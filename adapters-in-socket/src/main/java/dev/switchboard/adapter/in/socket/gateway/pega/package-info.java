/// Pega's events in the namespace of customers (contract pega 2.2, 2.3).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.pega;

import org.jspecify.annotations.NullMarked;
