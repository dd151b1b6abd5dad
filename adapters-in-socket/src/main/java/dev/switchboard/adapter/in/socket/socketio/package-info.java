/// Socket.IO 5 over Engine.IO sessions: namespaces, events, acks and connection state recovery.
/// Independent of conversations, vendors and beans; a [NamespaceHandler] gives events their meaning
/// (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.socketio;
