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

/// Where deliveries stand.
public interface FollowDeliveries {

    /// The delivery of a message to its channel, whichever that is.
    Optional<Item> ofChannelMessage(MessageId id);

    /// The delivery of a message to one of its targets.
    Optional<Item> find(MessageId id, Target target);

    /// Those that fit, oldest message first.
    Page list(Query query);

    /// Where a delivery stands, as people see it.
    enum Status {
        ACCEPTED,
        SENDING,
        DELIVERED,
        ANSWERED,
        RETRYING,
        /// Waits because its channel is disabled.
        HELD,
        PARKED,
        /// Parked, and its sender was told.
        REFUSED,
        DISCARDED
    }

    /// What to look for; a null or empty part does not restrict.
    ///
    /// @param parkedFor with this park reason only
    /// @param before of messages accepted before
    /// @param after the message to continue behind
    /// @param limit how many deliveries fill a page, 1 to 1000; the message that fills it is shown
    ///   with all that fit
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

    /// @param lastAttempt the last call of the target, if there was one
    record Item(
            MessageId message,
            ConversationId conversation,
            long seq,
            Status status,
            Instant acceptedAt,
            Delivery delivery,
            @Nullable Attempt lastAttempt) {}

    /// @param next the message to continue behind, or null on the last page
    record Page(List<Item> items, @Nullable MessageId next) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
