package dev.switchboard.adapter.in.socket.socketio;

import tools.jackson.databind.JsonNode;

/// The ack of a client's event.
@FunctionalInterface
public interface Reply {

    /// Answers, ahead of queued events. May be called from any thread; never blocks. Only the first
    /// call counts.
    ///
    /// @param args `BinaryNode`s in them are sent as attachments
    void send(JsonNode... args);
}
