package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

final class InMemoryRetention implements Retention {
    private final StoreState state;

    InMemoryRetention(StoreState state) {
        this.state = state;
    }

    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        return state.alone(() ->
                remove(state.keys.values(), key -> !key.livesAt(now))
                        + removeDead(deadBefore)
                        + removeSettled(settledBefore));
    }

    /// A conversation ends with its last message.
    private int removeSettled(Instant before) {
        int removed = remove(state.messages.values(), stored -> done(stored, before));
        List<ConversationId> ended =
                state.conversations.keySet().stream()
                        .filter(id -> state.of(id).findAny().isEmpty())
                        .toList();
        state.conversations.keySet().removeAll(ended);
        state.users.keySet().removeAll(ended);
        state.claims.replaceAll((id, claim) ->
                state.conversations.containsKey(id) ? claim : InMemoryClaims.from(claim, 0));
        return removed;
    }

    private int removeDead(Instant before) {
        return state.messages.values().stream()
                .mapToInt(stored ->
                        remove(stored.deliveries.values(), delivery -> dead(delivery, before)))
                .sum();
    }

    private static boolean dead(Delivery delivery, Instant before) {
        return switch (delivery) {
            case Delivery.Parked parked -> parked.parkedAt().isBefore(before);
            case Delivery.Discarded discarded -> discarded.discardedAt().isBefore(before);
            case Delivery.Pending _, Delivery.Delivered _, Delivery.Answered _ -> false;
        };
    }

    private static boolean done(StoredMessage stored, Instant before) {
        return stored.message.at().isBefore(before)
                && stored.deliveries.values().stream().noneMatch(Delivery::keepsItsMessage);
    }

    private static <T> int remove(Collection<T> all, Predicate<T> goes) {
        int before = all.size();
        all.removeIf(goes);
        return before - all.size();
    }
}
