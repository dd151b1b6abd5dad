package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The pending deliveries, found by an index and never by a scan of settled ones.
///
/// Each call reads little, however much is pending: one lane, or at most as many pending deliveries
/// as its limit. A walk over all of it goes in steps; each step returns the start of the next one
/// in a form of the store's own.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Backlog {

    /// The reason for parking a delivery whose record cannot be read.
    ParkReason DAMAGED = new ParkReason("damaged");

    /// Returns the targets with pending deliveries, one by one in a stable order. A target without
    /// pending deliveries may be among them, and so may that of live clients
    /// ([dev.switchboard.domain.delivery.Target.Kind#CLIENTS]).
    ///
    /// @param after the target to continue after; null to begin
    /// @return the next target; empty after the last
    Optional<Target> nextTarget(@Nullable Target after);

    /// Returns the conversations with pending deliveries to a target, each once in a walk.
    ///
    /// @param from the `next` of the previous step; null to begin
    /// @param limit the greatest number of pending deliveries to read, 1 to 1000
    Conversations conversations(Target target, @Nullable String from, int limit);

    /// Counts the pending deliveries to a target of conversations of these partitions.
    ///
    /// @param from the `next` of the previous step; null to begin
    /// @param limit the greatest number of pending deliveries to read, 1 to 1000
    Count count(Target target, Partitions some, @Nullable String from, int limit);

    /// Returns the pending deliveries of one lane in lane order: by `seq`, with a re-driven one
    /// after all that were pending when it was re-driven. Fewer than `limit` only if there are no
    /// more.
    List<Owed> pending(LaneKey lane, int limit);

    /// One step of a walk over the conversations of a target.
    ///
    /// @param found may be empty although there are more
    /// @param next the start of the next step; null if there are no more
    record Conversations(List<ConversationId> found, @Nullable String next) {
        public Conversations {
            found = List.copyOf(found);
        }
    }

    /// One step of a count.
    ///
    /// @param pending the number that this step found
    /// @param next the start of the next step; null if there are no more
    record Count(int pending, @Nullable String next) {}

    /// One conversation's queue to one target: one delivery at a time, in order.
    record LaneKey(ConversationId conversation, Target target) {}

    /// A delivery with the message it delivers.
    record Owed(Message message, Pending delivery) {
        public LaneKey lane() {
            return new LaneKey(message.conversation(), delivery.target());
        }

        /// Whether the delivery was parked before and is owed again. Stores keep times at least to
        /// the millisecond, so a smaller difference means nothing.
        public boolean redriven() {
            return delivery.since().isAfter(message.at().plusMillis(1));
        }
    }
}
