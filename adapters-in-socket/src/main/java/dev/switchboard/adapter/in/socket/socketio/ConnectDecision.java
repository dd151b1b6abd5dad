package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What became of a [ConnectRequest].
public sealed interface ConnectDecision {

    /// The client joins, and resumes its session if there is one.
    static ConnectDecision accept(Object attributes) {
        return new Accept(attributes, true, null);
    }

    /// The client joins and resumes its session, whose socket id the handler found when it knew
    /// whom to look for.
    static ConnectDecision resume(Object attributes, String socketId) {
        return new Accept(attributes, true, socketId);
    }

    /// The client joins with a new session, whatever `pid` it named.
    static ConnectDecision acceptAsNew(Object attributes) {
        return new Accept(attributes, false, null);
    }

    /// The client does not join; its other namespaces live on.
    static ConnectDecision refuse(String message) {
        return new Refuse(message, null);
    }

    /// The client does not join; its other namespaces live on.
    static ConnectDecision refuse(String message, JsonNode data) {
        return new Refuse(message, data);
    }

    /// The client joins.
    ///
    /// @param attributes what the handler wants to find again with [ServerSocket#attributes]
    /// @param resuming whether a restored session goes on, with its socket id and pid
    /// @param socketId that id, if it is another than the one that was restored
    record Accept(Object attributes, boolean resuming, @Nullable String socketId)
            implements ConnectDecision {}

    /// The client gets a CONNECT_ERROR.
    ///
    /// @param data for the client's program, left out if null
    record Refuse(String message, @Nullable JsonNode data) implements ConnectDecision {}
}
