package dev.switchboard.adapter.in.socket.socketio;

import tools.jackson.databind.JsonNode;

/// The answer that a client's event waits for.
@FunctionalInterface
public interface Reply {

    /// Answers, ahead of queued events. From any thread; never blocks. Only the first call counts.
    ///
    /// @param args `BinaryNode`s in them go as attachments
    void send(JsonNode... args);
}
