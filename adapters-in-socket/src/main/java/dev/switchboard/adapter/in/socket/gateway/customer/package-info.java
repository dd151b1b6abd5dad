/// Namespace `/`: end users' clients of every system, on one connection
/// (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.gateway.customer;
