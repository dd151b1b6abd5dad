/// Namespace `/ops`: admins who watch this hub at work (`docs/protocol/ops.md`).
package dev.switchboard.adapter.in.socket.gateway.ops;
