/// Socket.IO 5 over Engine.IO sessions: namespaces, events, acks and connection state recovery.
/// Knows no conversation, vendor or bean; what events mean is the business of a [NamespaceHandler]
/// (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.socketio;
