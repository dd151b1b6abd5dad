package dev.switchboard.application.port.out.message;

import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Delivery.Settled;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.util.List;
import java.util.Optional;

/// Sends settled deliveries of the journal again, also those whose target has the message.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Replayer {

    /// Moves deliveries to the end of their lane, after everything pending in it now, in the given
    /// order. A step whose delivery has changed since it was read is left out. An answer that the
    /// message had before does not settle the delivery again; a later one does.
    ///
    /// All steps that are taken are durable when this returns. After a failure some of them may be.
    ///
    /// @param steps of one conversation, at most 100
    /// @return the messages whose steps were taken
    List<MessageId> replay(List<Step> steps);

    /// @param from the delivery as it was read
    /// @param name identifies the replay in the trace
    record Step(Message message, Settled from, Pending next, String name) {

        /// Returns the entry of the trace for this step.
        public Attempt again() {
            return Attempt.step(next.since(), Outcome.REDRIVEN, name);
        }

        /// Returns the entry of the trace for the answer that only the state has shown so far;
        /// empty if there was none.
        public Optional<Attempt> answer() {
            return from instanceof Answered answered
                    ? Optional.of(Attempt.step(answered.answeredAt(), Outcome.ANSWERED, ""))
                    : Optional.empty();
        }
    }
}
