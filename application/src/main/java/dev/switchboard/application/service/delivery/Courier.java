package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.upstream.UpstreamReply;
import dev.switchboard.domain.delivery.ParkReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Knows how to bring a message to one kind of target. Calls it once, and blocks meanwhile.
public interface Courier {

    Errand carry(Owed owed);

    /// What came of it.
    sealed interface Errand {

        /// The target was called.
        ///
        /// @param refusal what its refusal is called when the message is parked; null for the usual
        record Called(UpstreamReply reply, @Nullable ParkReason refusal) implements Errand {

            public Called(UpstreamReply reply) {
                this(reply, null);
            }
        }

        /// The target is switched off: this and all that follows waits. Nobody was called.
        record Hold() implements Errand {}

        /// Not now: this and what follows in its lane waits. Nobody was called, and it is no
        /// attempt.
        record Later(Instant at) implements Errand {}

        /// Nobody need have it any more: it counts as delivered. Nobody was called, so it says
        /// nothing of the target.
        record Needless() implements Errand {}

        /// There is no way to deliver it. Nobody was called.
        record Undeliverable(ParkReason reason) implements Errand {}
    }
}
