package dev.switchboard.application.port.in.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the state of deliveries.
public interface FollowDeliveries {

    /// Returns the delivery of a message to its channel.
    Optional<Item> ofChannelMessage(MessageId id);

    /// Returns the delivery of a message to one of its targets.
    Optional<Item> find(MessageId id, Target target);

    /// Returns matching deliveries, oldest message first.
    Page list(Query query);

    /// The state of a delivery as operators see it.
    enum Status {
        ACCEPTED,
        SENDING,
        DELIVERED,
        ANSWERED,
        RETRYING,
        /// Waits because its channel is disabled.
        HELD,
        PARKED,
        /// Parked, and its sender was told of the refusal.
        REFUSED,
        DISCARDED
    }

    /// Selects deliveries. A null or empty part matches everything.
    ///
    /// @param parkedFor matches only this park reason
    /// @param before matches only messages accepted before this time
    /// @param after the message to continue after
    /// @param limit the page size in deliveries, 1 to 1000. The last message of a page is shown
    ///   with all its matching deliveries, even beyond the limit
    record Query(
            @Nullable Target target,
            @Nullable ConversationId conversation,
            Set<Status> statuses,
            @Nullable String parkedFor,
            @Nullable Instant before,
            @Nullable MessageId after,
            int limit) {
        public Query {
            statuses = Set.copyOf(statuses);
        }
    }

    /// @param lastAttempt the last call of the target; null if there was none
    record Item(
            MessageId message,
            ConversationId conversation,
            long seq,
            Status status,
            Instant acceptedAt,
            Delivery delivery,
            @Nullable Attempt lastAttempt) {}

    /// @param next the message to continue after; null on the last page
    record Page(List<Item> items, @Nullable MessageId next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
