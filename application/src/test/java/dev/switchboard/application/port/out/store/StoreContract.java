package dev.switchboard.application.port.out.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.WholeBacklog;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settled;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Hop;
import dev.switchboard.domain.message.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The shared base of contracts of a store's ports: the subject, and steps to reach a state.
public interface StoreContract {
    /// The ports of a store that was empty at the start of the test; the same throughout it.
    StorePorts store();

    default Message stored(EntryDraft draft) {
        Appended appended = store().journal().append(draft.entry());
        assertThat(appended).isInstanceOf(Appended.Stored.class);
        return ((Appended.Stored) appended).message();
    }

    default Delivery deliveryOf(Message message, Target target) {
        return store().history().find(message.id()).orElseThrow().deliveries().stream()
                .filter(delivery -> delivery.target().equals(target))
                .findFirst()
                .orElseThrow();
    }

    default Pending pendingOf(Message message, Target target) {
        Delivery delivery = deliveryOf(message, target);
        assertThat(delivery).isInstanceOf(Pending.class);
        return (Pending) delivery;
    }

    /// Takes one step of a delivery as a lane would.
    default Settled settled(
            Message message, long expected, Delivery next, Outcome outcome, Instant at) {
        Attempt attempt =
                new Attempt(
                        next.attempts(), at, Duration.ofMillis(20), outcome, null, "tried", false);
        return settled(message, expected, next, attempt);
    }

    default Settled settled(Message message, long expected, Delivery next, Attempt attempt) {
        return store().journal()
                .settle(new Settlement(message, expected, next, attempt))
                .toCompletableFuture()
                .join();
    }

    default void deliver(Message message, Target target, Instant at) {
        Pending pending = pendingOf(message, target);
        settled(message, pending.revision(), pending.delivered(at), Outcome.DELIVERED, at);
    }

    default void retry(Message message, Target target, Instant at) {
        Pending pending = pendingOf(message, target);
        Pending next = pending.retryAt(at.plusSeconds(1));
        settled(message, pending.revision(), next, Outcome.UNAVAILABLE, at);
    }

    default void giveUp(Message message, Target target, ParkReason reason, Instant at) {
        Pending pending = pendingOf(message, target);
        settled(message, pending.revision(), pending.giveUp(reason, at), Outcome.REFUSED, at);
    }

    default List<Long> pendingSeqs(ConversationId conversation, Target target) {
        return store().backlog().pending(new LaneKey(conversation, target), 1000).stream()
                .map(Owed::message)
                .map(Message::seq)
                .toList();
    }

    default List<LaneKey> lanes() {
        return WholeBacklog.of(store().backlog()).lanes();
    }

    default Map<Target, Integer> pendingPerTarget() {
        return WholeBacklog.of(store().backlog()).counts();
    }

    default List<ConversationId> waitingForClients() {
        return WholeBacklog.of(store().backlog()).conversations(Target.LIVE_CLIENTS);
    }

    default List<Outcome> outcomes(Message message) {
        return store().history().trace(message.id()).stream()
                .map(Hop::attempt)
                .map(Attempt::outcome)
                .toList();
    }

    /// Purges until nothing more is removed.
    default int purgeAll(Instant now, Instant settledBefore, Instant deadBefore) {
        int all = 0;
        int removed = store().retention().purge(now, settledBefore, deadBefore);
        while (removed > 0) {
            all += removed;
            removed = store().retention().purge(now, settledBefore, deadBefore);
        }
        return all;
    }
}
