/// The packets of Socket.IO 5 as values, read from and written to Engine.IO messages. Pure code
/// without connections, clocks and threads (`docs/protocol/live-events.md`).
package dev.switchboard.adapter.in.socket.socketio.packet;
