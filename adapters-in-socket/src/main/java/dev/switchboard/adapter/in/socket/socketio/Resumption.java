package dev.switchboard.adapter.in.socket.socketio;

import dev.switchboard.adapter.in.socket.socketio.ConnectTask.Identity;
import dev.switchboard.adapter.in.socket.socketio.ServerScope.OpenNamespace;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The session that a client asks to resume, and its restored state. Both are null for a client
/// that starts anew.
record Resumption(@Nullable String pid, @Nullable Restored restored) {

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
