package dev.switchboard.adapter.in.socket.socketio;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What a client wants to resume, and what there is to resume of it. Both null for a client that
/// begins anew.
record Resumption(@Nullable String pid, @Nullable Restored restored) {

    private static final Resumption NOTHING = new Resumption(null, null);

    /// Looks up what the auth claims, and takes the claim out of it.
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
    Identity identity(Verdict.Accept accept, OpenNamespace namespace, RandomGenerator random) {
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
}
