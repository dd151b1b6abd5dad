package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;

/// The reason of a socket's end.
public sealed interface DisconnectReason {

    /// Whether the session can be resumed.
    default boolean recoverable() {
        return this instanceof Lost;
    }

    /// The client left the namespace.
    record ByClient() implements DisconnectReason {}

    /// The server made it leave the namespace.
    record ByServer() implements DisconnectReason {}

    /// The underlying connection ended.
    record Lost(CloseReason reason) implements DisconnectReason {}
}
