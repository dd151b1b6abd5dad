package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is still owed, found by an index and never by a scan of what is settled.
///
/// However much is pending, a call looks at little of it: at one lane, or at no more pending
/// deliveries than its limit. So all of it is walked through in steps, each of which says where the
/// next one begins, in words of the store's own.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Backlog {

    /// The targets that something is pending for, one by one in a stable order. One with nothing
    /// pending may be among them, and that of live clients
    /// ([dev.switchboard.domain.delivery.Target.Kind#CLIENTS]) is as well.
    ///
    /// @param after the target to continue behind, null to begin
    /// @return the next one, empty behind the last
    Optional<Target> nextTarget(@Nullable Target after);

    /// The conversations with something pending for a target, each of them once in a walk.
    ///
    /// @param from where the step before ended, null to begin
    /// @param limit how many pending deliveries may be looked at, 1 to 1000
    Conversations conversations(Target target, @Nullable String from, int limit);

    /// How many deliveries are pending for a target.
    ///
    /// @param from where the step before ended, null to begin
    /// @param limit how many pending deliveries may be looked at, 1 to 1000
    Count count(Target target, @Nullable String from, int limit);

    /// What is pending in one lane, in lane order: by `seq`, re-driven ones behind all that were
    /// pending when they were re-driven. Fewer than `limit` only if there is no more.
    List<Owed> pending(LaneKey lane, int limit);

    /// One step through the conversations of a target.
    ///
    /// @param found perhaps none although there are more
    /// @param next where the next step begins, null if there is no more
    record Conversations(List<ConversationId> found, @Nullable String next) {
        public Conversations {
            found = List.copyOf(found);
        }
    }

    /// One step of a count.
    ///
    /// @param pending how many this step found
    /// @param next where the next step begins, null if there is no more
    record Count(int pending, @Nullable String next) {}

    /// One conversation's queue to one target: one delivery at a time, in order.
    record LaneKey(ConversationId conversation, Target target) {}

    /// A delivery with the message it delivers.
    record Owed(Message message, Pending delivery) {
        public LaneKey lane() {
            return new LaneKey(message.conversation(), delivery.target());
        }

        /// Whether it was parked before and is owed again. Stores keep times to the millisecond at
        /// least, so a smaller difference means nothing.
        public boolean redriven() {
            return delivery.since().isAfter(message.at().plusMillis(1));
        }
    }
}
