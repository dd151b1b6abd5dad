package dev.switchboard.application.fakes;

import dev.switchboard.application.fakes.StoreState.KeyName;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class InMemoryJournal implements Journal, Replayer {
    private final StoreState state;
    private final Outage outage;
    private final InstantSource clock;

    InMemoryJournal(StoreState state, Outage outage, InstantSource clock) {
        this.state = state;
        this.outage = outage;
        this.clock = clock;
    }

    @Override
    public Appended append(Entry entry) {
        return state.alone(
                () -> earlier(entry.key(), entry.at()).orElseGet(() -> storeEntry(entry)));
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        return state.alone(() -> earlier(key, clock.instant()));
    }

    private Optional<Appended> earlier(@Nullable IdempotencyKey key, Instant now) {
        return key == null
                ? Optional.empty()
                : Optional.ofNullable(state.keys.get(new KeyName(key.scope(), key.key())))
                        .filter(stored -> stored.livesAt(now))
                        .map(stored -> stored.comparedWith(key));
    }

    private Appended storeEntry(Entry entry) {
        Conversation conversation = advance(entry);
        Message message =
                new Message(
                        entry.id(),
                        entry.conversation(),
                        conversation.lastSeq(),
                        entry.author(),
                        entry.content(),
                        entry.replyTo(),
                        entry.answers(),
                        entry.at());
        state.messages.put(message.id(), new StoredMessage(message, entry, state.nextPlace()));
        state.conversations.put(conversation.id(), conversation);
        IdempotencyKey key = entry.key();
        if (key != null) {
            KeyName name = new KeyName(key.scope(), key.key());
            state.keys.put(name, new StoredKey(key, message.id(), null));
        }
        MessageId answers = entry.answers();
        if (answers != null) {
            state.find(answers).ifPresent(answered -> answer(answered, entry.at()));
        }
        return new Appended.Stored(message);
    }

    private Conversation advance(Entry entry) {
        Conversation before = state.conversations.get(entry.conversation());
        Set<Target> targets = new HashSet<>(before == null ? Set.of() : before.targets());
        entry.deliveries().forEach(delivery -> targets.add(delivery.target()));
        return new Conversation(
                entry.conversation(),
                before == null ? entry.at() : before.startedAt(),
                entry.at(),
                before == null ? 1 : before.lastSeq() + 1,
                targets);
    }

    private static void answer(StoredMessage answered, Instant now) {
        for (Delivery delivery : List.copyOf(answered.deliveries.values())) {
            Delivery next =
                    switch (delivery) {
                        case Pending pending -> pending.answered(now);
                        case Delivery.Delivered delivered -> delivered.answered(now);
                        case Parked parked -> parked.answered(now);
                        case Delivery.Answered already -> already;
                        case Delivery.Discarded discarded -> discarded;
                    };
            if (!next.equals(delivery)) {
                answered.become(next);
                answered.traced(next.target(), Attempt.step(now, Outcome.ANSWERED, ""));
            }
        }
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return outage.lasts()
                ? CompletableFuture.failedFuture(outage.unavailable())
                : CompletableFuture.completedFuture(state.alone(() -> step(settlement)));
    }

    private Settled step(Settlement settlement) {
        Target target = settlement.next().target();
        StoredMessage stored = state.messages.get(settlement.message());
        RememberedAnswer kept = settlement.answer();
        if (kept != null) {
            rememberAnswer(kept.scope(), kept.key(), kept.answer());
        }
        if (stored == null) {
            return new Settled.Overtaken(null);
        }
        Optional<Delivery> now = stored.deliveryTo(target);
        if (now.isPresent() && settlement.stands(now.get(), stored.lastCallOf(target))) {
            return new Settled.Done();
        }
        stored.traced(target, settlement.attempt());
        if (settlement.receipt() != null) {
            stored.receipt = settlement.receipt();
        }
        boolean expected =
                now.filter(delivery -> delivery.revision() == settlement.expected()).isPresent();
        if (expected) {
            stored.become(settlement.next());
        }
        return expected ? new Settled.Done() : new Settled.Overtaken(now.orElse(null));
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        return state.alone(() ->
                state.messages.values().stream()
                        .mapToInt(stored -> park(stored, target, reason, now))
                        .sum());
    }

    private static int park(StoredMessage stored, Target target, ParkReason reason, Instant now) {
        if (!(stored.deliveries.get(target) instanceof Pending pending)) {
            return 0;
        }
        stored.become(pending.park(reason, now));
        stored.traced(target, Attempt.step(now, Outcome.PARKED, reason.code()));
        return 1;
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return state.alone(() ->
                state.find(message)
                        .filter(stored -> stored.deliveries.containsKey(target))
                        .map(stored -> redrive(stored, target, now))
                        .orElseGet(Redriven.Unknown::new));
    }

    private Redriven redrive(StoredMessage stored, Target target, Instant now) {
        if (!(stored.deliveries.get(target) instanceof Parked parked)) {
            return new Redriven.NotParked();
        }
        Pending pending = parked.redrive(now);
        stored.become(pending, state.nextPlace());
        stored.traced(target, Attempt.step(now, Outcome.REDRIVEN, ""));
        return new Redriven.Queued(stored.message, pending);
    }

    @Override
    public List<MessageId> replay(List<Step> steps) {
        return state.alone(() ->
                steps.stream().filter(this::isTaken).map(step -> step.message().id()).toList());
    }

    private boolean isTaken(Step step) {
        StoredMessage stored = state.messages.get(step.message().id());
        if (stored == null || !step.from().equals(stored.deliveries.get(step.from().target()))) {
            return false;
        }
        stored.become(step.next(), state.nextPlace());
        stored.traced(step.next().target(), step.again());
        return true;
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        return state.alone(() ->
                state.find(message)
                        .filter(stored -> stored.deliveries.containsKey(target))
                        .map(stored -> discard(stored, target, now))
                        .orElse(Discard.UNKNOWN));
    }

    private static Discard discard(StoredMessage stored, Target target, Instant now) {
        if (!(stored.deliveries.get(target) instanceof Parked parked)) {
            return Discard.NOT_PARKED;
        }
        stored.become(parked.discard(now));
        stored.traced(target, Attempt.step(now, Outcome.DISCARDED, parked.reason().code()));
        return Discard.DONE;
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {
        state.alone(() ->
                state.keys.computeIfPresent(
                        new KeyName(scope, key), (_, stored) -> stored.answered(answer)));
    }
}
