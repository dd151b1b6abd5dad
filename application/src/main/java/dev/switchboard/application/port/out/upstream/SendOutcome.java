package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What sending a message to its target came to.
public sealed interface SendOutcome {

    /// The target was called.
    ///
    /// @param refusal what its refusal is called when the message is parked; null for the usual
    record Called(UpstreamReply reply, @Nullable ParkReason refusal) implements SendOutcome {

        public Called(UpstreamReply reply) {
            this(reply, null);
        }
    }

    /// Not now, for there is no token or no room: the message and what follows it waits. Nobody was
    /// called, and it is no attempt.
    record NotBefore(Instant at) implements SendOutcome {}

    /// The target is switched off: this and all that follows waits. Nobody was called.
    record Hold() implements SendOutcome {}

    /// Nobody need have it any more: it counts as delivered. Nobody was called, so it says nothing
    /// of the target.
    record Needless() implements SendOutcome {}

    /// There is no way to deliver it. Nobody was called.
    record Undeliverable(ParkReason reason) implements SendOutcome {}
}
