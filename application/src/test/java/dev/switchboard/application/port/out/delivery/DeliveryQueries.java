package dev.switchboard.application.port.out.delivery;

import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Queries with one restriction each.
final class DeliveryQueries {
    static final Query ANY = new Query(null, null, Set.of(), null, null, null, 1000);

    private DeliveryQueries() {}

    static Query of(Target target) {
        return new Query(target, null, Set.of(), null, null, null, 1000);
    }

    static Query in(ConversationId conversation) {
        return new Query(null, conversation, Set.of(), null, null, null, 1000);
    }

    static Query in(State... states) {
        return new Query(null, null, Set.of(states), null, null, null, 1000);
    }

    static Query parkedFor(ParkReason reason) {
        return new Query(null, null, Set.of(State.PARKED), reason.code(), null, null, 1000);
    }

    static Query before(Instant instant) {
        return new Query(null, null, Set.of(), null, instant, null, 1000);
    }

    static Query page(@Nullable MessageId after, int limit) {
        return new Query(null, null, Set.of(), null, null, after, limit);
    }
}
