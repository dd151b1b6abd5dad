package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// A session that a client may resume.
///
/// @param socketId the id of its former and future sockets
/// @param offset the client's last offset, at most 200 characters of its choice, or null
/// @param state the data that the [SessionRecovery] keeps for the [NamespaceHandler]
public record Restored(String socketId, @Nullable String offset, Object state) {

    @Override
    public String toString() {
        return "Restored[" + socketId + "]";
    }
}
