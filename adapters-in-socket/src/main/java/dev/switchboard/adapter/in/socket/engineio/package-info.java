/// Engine.IO 4 over Jetty: sessions by long-polling and WebSocket, the upgrade between them, their
/// heartbeat and their bounded queues. Knows no Socket.IO packet, conversation, vendor or bean
/// (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.engineio;
