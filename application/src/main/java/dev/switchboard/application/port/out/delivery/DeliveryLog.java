package dev.switchboard.application.port.out.delivery;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds deliveries for people. Every query uses an index.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface DeliveryLog {

    /// Returns the delivery of a message to a target.
    Optional<Item> find(MessageId message, Target target);

    /// Returns matching deliveries, oldest message first. A page holds whole messages: it ends with
    /// the message that fills it and may exceed its limit by that message's other deliveries. A
    /// caller who continues after the page's last message misses none, and a page shorter than its
    /// limit is the last.
    List<Item> list(Query query);

    /// Counts the outcomes of messages accepted for a target since an instant. For messages
    /// accepted `n` hours ago, outcomes of the last `n` minutes may be missing.
    Statistics statistics(Target target, Instant since);

    /// The states as stores know them.
    enum State {
        PENDING,
        DELIVERED,
        ANSWERED,
        PARKED,
        DISCARDED
    }

    /// Selects deliveries. A null or empty part matches everything.
    ///
    /// @param parkedFor matches only this park reason
    /// @param before matches only messages accepted before this time
    /// @param after the message to continue after, which may be of other targets
    /// @param limit the page size in deliveries, 1 to 1001
    record Query(
            @Nullable Target target,
            @Nullable ConversationId conversation,
            Set<State> states,
            @Nullable String parkedFor,
            @Nullable Instant before,
            @Nullable MessageId after,
            int limit) {
        public Query {
            states = Set.copyOf(states);
        }
    }

    /// A delivery without its message's content.
    ///
    /// @param lastAttempt the newest entry of its trace that called the target; null if there is
    ///   none
    record Item(
            MessageId message,
            ConversationId conversation,
            long seq,
            Instant acceptedAt,
            Delivery delivery,
            @Nullable Attempt lastAttempt) {}
}
