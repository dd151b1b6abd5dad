/// The packets of Socket.IO 5 as values, read from and written to Engine.IO messages. Pure: no
/// connection, no clock, no thread (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.socketio.packet;
