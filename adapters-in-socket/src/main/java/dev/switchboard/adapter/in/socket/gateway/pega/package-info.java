/// Pega's events in the namespace of customers (`docs/protocol/pega.md`).
@NullMarked
package dev.switchboard.adapter.in.socket.gateway.pega;

import org.jspecify.annotations.NullMarked;
