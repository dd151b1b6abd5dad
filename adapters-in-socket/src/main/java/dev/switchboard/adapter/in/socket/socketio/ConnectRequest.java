package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A client's request to join a namespace.
///
/// @param handshake the request that opened its session
/// @param auth the client's connect data, empty if there is none; without `pid` and `offset` if the
///   namespace recovers sessions
/// @param restored the session of the client's `pid`; null if it named none, or the session is
///   unknown or too old
public record ConnectRequest(Handshake handshake, ObjectNode auth, @Nullable Restored restored) {

    /// Without the client's data, which contains tokens.
    @Override
    public String toString() {
        return "ConnectRequest[" + handshake + (restored == null ? "]" : ", resumes]");
    }
}
