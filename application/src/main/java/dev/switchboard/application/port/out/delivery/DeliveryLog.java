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

/// Looking for deliveries, for people. Every query uses an index.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface DeliveryLog {

    /// The delivery of a message to a target.
    Optional<Item> find(MessageId message, Target target);

    /// Those that fit, oldest message first. A page holds whole messages: it ends with the one that
    /// fills it, and may be longer than its limit by the other deliveries of that one. So whoever
    /// continues behind its last message misses none, and a page shorter than its limit is the
    /// last.
    List<Item> list(Query query);

    /// What happened to messages accepted for a target since an instant. Of those accepted `n`
    /// hours ago, what happened in the last `n` minutes may be missing.
    Statistics statistics(Target target, Instant since);

    /// The states as stores know them.
    enum State {
        PENDING,
        DELIVERED,
        ANSWERED,
        PARKED,
        DISCARDED
    }

    /// What to look for; a null or empty part does not restrict.
    ///
    /// @param parkedFor with this park reason only
    /// @param before of messages accepted before
    /// @param after the message to continue behind
    /// @param limit how many deliveries fill a page, 1 to 1001
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
    /// @param lastAttempt the newest entry of its trace that called the target, if there is one
    record Item(
            MessageId message,
            ConversationId conversation,
            long seq,
            Instant acceptedAt,
            Delivery delivery,
            @Nullable Attempt lastAttempt) {}
}
