package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The way of a client into a namespace: look up what it resumes, ask the handler, take the session
/// over, tell the client, welcome it.
record ConnectTask(ClientSocket socket, ObjectNode auth, ServerScope scope) implements Runnable {

    /// What a client hears when the fault is ours.
    static final String FAILURE = "Internal error";

    @Override
    public void run() {
        try {
            ask();
        } catch (RuntimeException failure) {
            scope.watch().failed(namespace().name(), failure);
            refuse(FAILURE, null);
        }
    }

    /// The handler is asked whatever is resumed: a pid never replaces authentication.
    private void ask() {
        Resumption resumption = Resumption.of(auth, namespace());
        ConnectRequest request =
                new ConnectRequest(socket.handshake(), auth, resumption.restored());
        switch (namespace().handler().connect(request)) {
            case ConnectDecision.Accept accept -> {
                Identity identity =
                        resumption.identity(accept, namespace(), scope.runtime().random());
                socket.life().accepted(identity);
                join(identity);
            }
            case ConnectDecision.Refuse(String message, JsonNode data) -> {
                scope.watch().refused(namespace().name());
                refuse(message, data);
            }
        }
    }

    /// A client that is gone by now must not take its session from the connection it may have
    /// since.
    private void join(Identity identity) {
        if (socket.life().isOver()) {
            return;
        }
        takeOver(identity.pid());
        socket.life().joined();
        socket.connection().joined();
        socket.outlet()
                .offerInOrder(namespace().writer().connected(identity.socketId(), identity.pid()));
        scope.watch().connected(namespace().name(), identity.recovered());
        welcome(identity.recovered());
    }

    private void takeOver(@Nullable String pid) {
        SessionRecovery recovery = namespace().recovery();
        if (recovery == null || pid == null) {
            return;
        }
        recovery.save(pid, socket);
        ClientSocket older = scope.sessions().take(pid, socket);
        if (older != null) {
            older.replaced();
        }
    }

    private void welcome(boolean recovered) {
        socket.outlet().welcome();
        try {
            namespace().handler().connected(socket, recovered);
        } catch (RuntimeException failure) {
            scope.watch().failed(namespace().name(), failure);
        } finally {
            if (socket.outlet().release()) {
                socket.life().drained();
            }
        }
    }

    private void refuse(String message, @Nullable JsonNode data) {
        socket.connection().refused(socket);
        socket.connection()
                .session()
                .offer(namespace().writer().refused(message, data), Urgency.FIRST);
        socket.life().end(new DisconnectReason.Lost(CloseReason.SERVER));
    }

    private OpenNamespace namespace() {
        return socket.namespace();
    }

    /// Who a socket is, once its client was accepted.
    ///
    /// @param pid the secret that resumes its session, null if nothing does
    /// @param recovered whether it resumed one
    record Identity(String socketId, @Nullable String pid, Object attributes, boolean recovered) {

        @Override
        public String toString() {
            return "Identity[" + socketId + "]";
        }
    }
}
