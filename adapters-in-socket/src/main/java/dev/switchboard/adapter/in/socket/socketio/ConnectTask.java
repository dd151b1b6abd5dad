package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a client into a namespace: looks up the session to resume, asks the handler, takes the
/// session over, answers the client and calls the handler's welcome.
record ConnectTask(ClientSocket socket, ObjectNode auth, ServerScope scope) implements Runnable {

    /// The error for a client after an internal failure.
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

    /// The handler is asked even for a resumed session: a pid never replaces authentication.
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

    /// A client that is gone by now must not take its session from the connection that it may have
    /// opened since.
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

    /// The identity of a socket whose client was accepted.
    ///
    /// @param pid the secret that resumes its session; null if it cannot be resumed
    /// @param recovered whether it resumed a session
    record Identity(String socketId, @Nullable String pid, Object attributes, boolean recovered) {

        @Override
        public String toString() {
            return "Identity[" + socketId + "]";
        }
    }
}
