package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;

/// A session that a client may resume.
///
/// @param socketId the id its sockets had, and will have again
/// @param offset what the client says it saw last, at most 200 characters of its choice, or null
/// @param state whatever the [SessionRecovery] keeps for the [NamespaceHandler]
public record Restored(String socketId, @Nullable String offset, Object state) {

    @Override
    public String toString() {
        return "Restored[" + socketId + "]";
    }
}
