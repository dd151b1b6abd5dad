package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The outcome of sending a message to its target.
public sealed interface SendOutcome {

    /// The target was called.
    ///
    /// @param refusal the park reason if the call was refused; null for the usual one
    record Called(UpstreamReply reply, @Nullable ParkReason refusal) implements SendOutcome {

        public Called(UpstreamReply reply) {
            this(reply, null);
        }
    }

    /// The message and its successors wait, because there is no token or no capacity. The target
    /// was not called, and this is no attempt.
    record NotBefore(Instant at) implements SendOutcome {}

    /// The target is switched off: the message and its successors wait. The target was not called.
    record Hold() implements SendOutcome {}

    /// The message is not needed any more and counts as delivered. The target was not called, so
    /// this says nothing about it.
    record Needless() implements SendOutcome {}

    /// The message cannot be delivered. The target was not called.
    record Undeliverable(ParkReason reason) implements SendOutcome {}
}
