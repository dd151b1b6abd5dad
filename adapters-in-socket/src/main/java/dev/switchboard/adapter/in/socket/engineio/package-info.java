/// Engine.IO 4 over Jetty: sessions over long polling and WebSocket, the upgrade between them,
/// their heartbeat and their bounded queues. Independent of Socket.IO packets, conversations,
/// vendors and beans (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.engineio;
