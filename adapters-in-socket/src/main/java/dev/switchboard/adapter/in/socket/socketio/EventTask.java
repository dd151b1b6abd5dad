package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler.Handled;
import dev.switchboard.adapter.in.socket.socketio.packet.Packet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Passes one event of a client to its handler. If the client asked for an ack, it is answered even
/// if the handler fails.
final class EventTask implements Runnable {

    private static final String UNKNOWN = "Unknown event";

    private final ClientSocket socket;
    private final Packet.Event event;
    private final ServerScope scope;

    EventTask(ClientSocket socket, Packet.Event event, ServerScope scope) {
        this.socket = socket;
        this.event = event;
        this.scope = scope;
    }

    @Override
    public void run() {
        Reply reply = event.ackId() == Packet.NO_ACK ? null : new AckReply(socket, event.ackId());
        boolean handled = false;
        try {
            handle(reply);
            handled = true;
        } catch (RuntimeException failure) {
            scope.watch().failed(event.namespace(), failure);
        } finally {
            finish(reply, handled);
        }
    }

    private void handle(@Nullable Reply reply) {
        NamespaceHandler handler = socket.namespace().handler();
        Handled handled = handler.event(socket, event.name(), event.args(), reply);
        if (handled == Handled.UNKNOWN) {
            scope.watch().unknownEvent(event.namespace());
            answer(reply, UNKNOWN);
        }
    }

    private void finish(@Nullable Reply reply, boolean handled) {
        if (!handled) {
            answer(reply, ConnectTask.FAILURE);
        }
        if (reply == null) {
            socket.life().settled();
        }
    }

    private static void answer(@Nullable Reply reply, String error) {
        if (reply != null) {
            JsonNode body =
                    JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error);
            reply.send(body);
        }
    }

    /// Answers one event of a client, once.
    private static final class AckReply implements Reply {

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
}
