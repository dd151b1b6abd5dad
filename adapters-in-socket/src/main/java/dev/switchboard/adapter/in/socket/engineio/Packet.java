package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;

/// What a client sent, read (contract sockets 2.2.1).
sealed interface Packet {

    /// A text message, without its packet type.
    record Text(String message) implements Packet {}

    /// A binary message.
    record Binary(ByteBuffer message) implements Packet {}

    /// Everything that carries nothing for the layer above.
    enum Signal implements Packet {
        OPEN,
        CLOSE,
        PING,
        /// A ping with the word `probe`: this WebSocket is there.
        PROBE,
        PONG,
        UPGRADE,
        NOOP,
        /// An empty packet or an unknown type.
        MALFORMED,
        /// Text that is no UTF-8.
        UNREADABLE,
        /// A message over maxPayload.
        TOO_LARGE
    }
}
