package dev.switchboard.adapter.in.socket.socketio;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The handler's answer to a [ConnectRequest].
public sealed interface ConnectDecision {

    /// The client joins, and resumes its session if there is one.
    static ConnectDecision accept(Object attributes) {
        return new Accept(attributes, true, null);
    }

    /// The client joins and resumes its session; the handler determined its socket id once the
    /// client was known.
    static ConnectDecision resume(Object attributes, String socketId) {
        return new Accept(attributes, true, socketId);
    }

    /// The client joins with a new session, whatever `pid` it named.
    static ConnectDecision acceptAsNew(Object attributes) {
        return new Accept(attributes, false, null);
    }

    /// The client does not join; its other namespaces are unaffected.
    static ConnectDecision refuse(String message) {
        return new Refuse(message, null);
    }

    /// The client does not join; its other namespaces are unaffected.
    static ConnectDecision refuse(String message, JsonNode data) {
        return new Refuse(message, data);
    }

    /// The client joins.
    ///
    /// @param attributes the handler's data, returned by [NamespaceSocket#attributes]
    /// @param resuming whether a restored session continues, with its socket id and pid
    /// @param socketId the socket id, if it differs from the restored one
    record Accept(Object attributes, boolean resuming, @Nullable String socketId)
            implements ConnectDecision {}

    /// The client gets a CONNECT_ERROR.
    ///
    /// @param data for the client's program; left out if null
    record Refuse(String message, @Nullable JsonNode data) implements ConnectDecision {}
}
