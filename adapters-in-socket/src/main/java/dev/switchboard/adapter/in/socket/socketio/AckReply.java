package dev.switchboard.adapter.in.socket.socketio;

import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/// Answers one event of a client, once.
final class AckReply implements Reply {

    private final ClientSocket socket;
    private final long ackId;
    private final AtomicBoolean sent = new AtomicBoolean();

    AckReply(ClientSocket socket, long ackId) {
        this.socket = socket;
        this.ackId = ackId;
    }

    @Override
    public void send(JsonNode... args) {
        if (sent.compareAndSet(false, true)) {
            socket.answer(ackId, args);
        }
    }
}
