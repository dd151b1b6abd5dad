package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.engineio.CloseReason;
import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.adapter.in.socket.socketio.ConnectTask.Identity;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes a client into a namespace: looks up the session to resume, asks the handler, takes the
/// session over, answers the client and calls the handler's welcome.
///
/// A failure of the hub on the way closes the connection. A standard client reconnects by itself
/// when its connection is lost, but not after a refusal or a disconnect, so a refusal would keep
/// clients away for good that came while the store, or a conversation's owner, was away. Clients
/// that are sent away at once would come back together, about once a second, as long as it is away:
/// so each is sent away at a time of its own.
record ConnectTask(JoinedSocket socket, ObjectNode auth, ServerScope scope) implements Runnable {

    private static final Duration SENT_AWAY_WITHIN = Duration.ofSeconds(3);

    @Override
    public void run() {
        try {
            ask();
        } catch (RuntimeException failure) {
            failed(failure);
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
        socket.writer()
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
        JoinedSocket older = scope.sessions().take(pid, socket);
        if (older != null) {
            older.replaced();
        }
    }

    /// A client whose welcome failed would wait on an open socket for what never comes.
    private void welcome(boolean recovered) {
        socket.writer().welcome();
        try {
            namespace().handler().connected(socket, recovered);
        } catch (RuntimeException failure) {
            failed(failure);
        } finally {
            if (socket.writer().release()) {
                socket.life().drained();
            }
        }
    }

    private void failed(RuntimeException failure) {
        scope.watch().failed(namespace().name(), failure);
        SocketRuntime runtime = scope.runtime();
        var _ =
                runtime.timer()
                        .schedule(
                                () -> socket.close(CloseReason.SERVER),
                                runtime.random().nextLong(SENT_AWAY_WITHIN.toMillis()),
                                TimeUnit.MILLISECONDS);
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

    /// The session that a client asks to resume, and its restored state. Both are null for a client
    /// that starts anew.
    private record Resumption(@Nullable String pid, @Nullable Restored restored) {

        private static final Resumption NOTHING = new Resumption(null, null);

        /// Takes the claim out of the auth, and looks it up.
        static Resumption of(ObjectNode auth, OpenNamespace namespace) {
            SessionRecovery recovery = namespace.recovery();
            ResumeClaim claim = recovery == null ? null : ResumeClaim.takenFrom(auth);
            if (recovery == null || claim == null) {
                return NOTHING;
            }
            Restored restored = recovery.restore(claim.pid(), claim.offset());
            return restored == null ? NOTHING : new Resumption(claim.pid(), restored);
        }

        /// The same id and pid for a client that resumes, fresh ones for any other.
        Identity identity(
                ConnectDecision.Accept accept, OpenNamespace namespace, RandomGenerator random) {
            if (restored != null && accept.resuming()) {
                String found = accept.socketId();
                String socketId = found == null ? restored.socketId() : found;
                return new Identity(socketId, pid, accept.attributes(), true);
            }
            String freshPid = namespace.recovery() == null ? null : SecretNames.next(random);
            return new Identity(SecretNames.next(random), freshPid, accept.attributes(), false);
        }

        @Override
        public String toString() {
            return "Resumption[" + restored + "]";
        }

        /// The claim that a standard client adds to its connect auth to resume its session.
        ///
        /// @param offset the last offset that it got; null if it has none
        private record ResumeClaim(String pid, @Nullable String offset) {

            private static final int MAX_LENGTH = 200;

            /// Takes the claim out of the auth.
            ///
            /// @return null if there is none
            static @Nullable ResumeClaim takenFrom(ObjectNode auth) {
                String pid = text(auth.remove("pid"));
                String offset = text(auth.remove("offset"));
                return pid == null ? null : new ResumeClaim(pid, offset);
            }

            private static @Nullable String text(@Nullable JsonNode value) {
                if (value == null || !value.isString()) {
                    return null;
                }
                String text = value.stringValue();
                return text.isEmpty() || text.length() > MAX_LENGTH ? null : text;
            }

            @Override
            public String toString() {
                return "ResumeClaim[]";
            }
        }

        /// Makes unguessable names: 144 random bits in 24 characters.
        private static final class SecretNames {

            private static final int BYTES = 18;
            private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

            private SecretNames() {}

            static String next(RandomGenerator random) {
                byte[] bits = new byte[BYTES];
                random.nextBytes(bits);
                return ENCODER.encodeToString(bits);
            }
        }
    }
}
