package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.Handshake;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A client asks to join a namespace.
///
/// @param handshake the request that opened its session
/// @param auth what the client gave with it, empty if nothing; `pid` and `offset` are taken out
///   where the namespace recovers sessions
/// @param restored the session that the client's `pid` stands for, null if it named none or it is
///   unknown or too old
public record ConnectRequest(Handshake handshake, ObjectNode auth, @Nullable Restored restored) {

    /// Without what the client gave: it holds tokens.
    @Override
    public String toString() {
        return "ConnectRequest[" + handshake + (restored == null ? "]" : ", resumes]");
    }
}
