/// Netomi's events in the namespace of customers (`docs/protocol/netomi.md`).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.netomi;

import org.jspecify.annotations.NullMarked;
