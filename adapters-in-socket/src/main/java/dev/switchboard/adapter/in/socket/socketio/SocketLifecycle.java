package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.ConnectTask.Identity;
import dev.switchboard.adapter.in.socket.socketio.NamespaceHandler.Handled;
import dev.switchboard.adapter.in.socket.socketio.pace.Mailbox;
import dev.switchboard.adapter.in.socket.socketio.pace.Unanswered;
import dev.switchboard.adapter.in.socket.socketio.packet.Packet;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The life of one socket from its CONNECT to its end, reported to its handler in order.
final class SocketLifecycle {

    private final JoinedSocket socket;
    private final ServerScope scope;
    private final Mailbox mailbox;
    private final Unanswered unanswered;
    private volatile @Nullable Identity identity;
    private volatile boolean joined;
    private volatile boolean over;

    SocketLifecycle(JoinedSocket socket, ServerScope scope) {
        this.socket = socket;
        this.scope = scope;
        this.mailbox = new Mailbox(scope.runtime().workers());
        this.unanswered = new Unanswered(scope.settings().unanswered());
    }

    /// Handles the client's request to join.
    void begin(Packet.Connect connect) {
        mailbox.post(new ConnectTask(socket, connect.auth(), scope));
    }

    /// Records that the handler has accepted the client, who does not know it yet.
    void accepted(Identity known) {
        identity = known;
    }

    /// Records that the client may be told now.
    void joined() {
        joined = true;
    }

    /// Handles an event of the client; ignored if the socket has ended.
    ///
    /// @return completes when the next one may be read
    CompletableFuture<?> received(Packet.Event event) {
        if (over) {
            return Unanswered.ROOM;
        }
        scope.watch().event(event.namespace());
        CompletableFuture<?> room = unanswered.add();
        mailbox.post(new EventTask(socket, event, scope));
        return room;
    }

    /// Records that an event needs no more answer.
    void settled() {
        unanswered.remove();
    }

    /// Tells the handler that the session's queue has room again.
    void drained() {
        if (!over) {
            mailbox.post(this::tellDrained);
        }
    }

    /// @return false if it had ended already
    boolean end(DisconnectReason reason) {
        if (!markOver()) {
            return false;
        }
        socket.silence();
        mailbox.post(() -> sayFarewell(reason));
        return true;
    }

    boolean isJoined() {
        return joined && !over;
    }

    /// Whether it was ever joined, even if it has ended.
    boolean hasJoined() {
        return joined;
    }

    boolean isOver() {
        return over;
    }

    /// The socket's identity, once its handler has accepted it.
    Identity identity() {
        return Objects.requireNonNull(identity, "not accepted yet");
    }

    private void tellDrained() {
        if (isJoined()) {
            boolean _ = socket.writer().release();
            guarded(() -> socket.namespace().handler().drained(socket));
        }
    }

    private void sayFarewell(DisconnectReason reason) {
        Identity known = identity;
        if (known == null) {
            return;
        }
        guarded(() -> closeSession(known.pid(), reason));
        guarded(() -> socket.namespace().handler().disconnected(socket, reason));
        scope.watch().disconnected(socket.namespace().name(), reason);
    }

    private void closeSession(@Nullable String pid, DisconnectReason reason) {
        SessionRecovery recovery = socket.namespace().recovery();
        if (pid == null || recovery == null) {
            return;
        }
        scope.sessions().drop(pid, socket);
        if (!reason.recoverable()) {
            recovery.forget(pid, socket);
        }
    }

    private void guarded(Runnable news) {
        try {
            news.run();
        } catch (RuntimeException failure) {
            scope.watch().failed(socket.namespace().name(), failure);
        }
    }

    private synchronized boolean markOver() {
        boolean first = !over;
        over = true;
        return first;
    }

    /// Passes one event of a client to its handler. If the client asked for an ack, it is answered
    /// even if the handler fails.
    private static final class EventTask implements Runnable {

        private static final String UNKNOWN = "Unknown event";
        private static final String FAILURE = "Internal error";

        private final JoinedSocket socket;
        private final Packet.Event event;
        private final ServerScope scope;

        EventTask(JoinedSocket socket, Packet.Event event, ServerScope scope) {
            this.socket = socket;
            this.event = event;
            this.scope = scope;
        }

        @Override
        public void run() {
            Reply reply =
                    event.ackId() == Packet.NO_ACK ? null : new AckReply(socket, event.ackId());
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
                answer(reply, FAILURE);
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

            private final JoinedSocket socket;
            private final long ackId;
            private final AtomicBoolean sent = new AtomicBoolean();

            AckReply(JoinedSocket socket, long ackId) {
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
}
