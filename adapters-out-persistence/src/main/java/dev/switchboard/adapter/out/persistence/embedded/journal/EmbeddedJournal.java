package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageHeader;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
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
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Appends and settles in groups: concurrent requests share one `fsync`.
public final class EmbeddedJournal implements Journal, Replayer {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedJournal.class);

    /// Small enough not to delay appends in between.
    private static final int PARKED_AT_ONCE = 200;

    private final Store store;
    private final WriterCache cache;
    private final Clock clock;

    public EmbeddedJournal(Store store, WriterCache cache, Clock clock) {
        this.store = store;
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public Appended append(Entry entry) {
        return store.write(new EmbeddedAppend(cache, entry)::run);
    }

    @Override
    public Optional<Appended> recall(IdempotencyKey key) {
        KeyRecords.Hashed hashed = new KeyRecords.Hashed(key);
        return store.read(view -> KeyRecords.recall(view, hashed, clock.instant()));
    }

    @Override
    public CompletionStage<Settled> settle(Settlement settlement) {
        return switch (settlement.pace()) {
            case PROMPT -> store.submit(batch -> settle(batch, settlement));
            case UNHURRIED -> store.submitUnhurried(batch -> settle(batch, settlement));
        };
    }

    private Settled settle(Batch batch, Settlement settlement) {
        RememberedAnswer kept = settlement.answer();
        if (kept != null) {
            KeyRecords.answer(batch, kept.scope(), kept.key(), kept.answer());
        }
        Optional<Stored> found = find(batch, settlement.message(), settlement.next().target());
        if (found.isEmpty()) {
            return new Settled.Overtaken(null);
        }
        DeliveryRecord from = found.get().record();
        if (settlement.stands(from.delivery(), from.call())) {
            return new Settled.Done();
        }
        boolean expected = from.delivery().revision() == settlement.expected();
        Delivery next = expected ? settlement.next() : from.delivery();
        take(batch, found.get(), next, settlement.attempt(), from.position(), settlement.receipt());
        return expected ? new Settled.Done() : new Settled.Overtaken(from.delivery());
    }

    private record Stored(MessageHeader message, DeliveryRecord record) {}

    private Optional<Stored> find(Batch batch, MessageId id, Target target) {
        return DeliveryRecord.find(batch, MessageKey.of(id), target)
                .flatMap(record ->
                        cache.message(batch, id).map(message -> new Stored(message, record)));
    }

    private void take(Batch batch, Stored stored, Delivery next, Attempt attempt) {
        take(batch, stored, next, attempt, stored.record().position(), null);
    }

    private void take(
            Batch batch,
            Stored stored,
            Delivery next,
            Attempt attempt,
            long position,
            @Nullable String receipt) {
        MessageHeader message = stored.message();
        new DeliveryWriter(batch, message).take(stored.record(), next, attempt, position, receipt);
        if (!(next instanceof Pending)) {
            cache.delivered(message.id());
        }
        boolean mayBeGoing = message.generation() < cache.generations(batch).past();
        if (mayBeGoing && next.isOpen()) {
            RetainedMessages.note(batch, message);
        }
    }

    @Override
    public int parkPending(Target target, ParkReason reason, Instant now) {
        int all = 0;
        byte[] from = Keys.target(target);
        byte[] until = ByteWriter.behind(from);
        List<PendingEntry> page;
        do {
            byte[] begin = from;
            page = store.search(view -> pending(view, begin, until));
            List<MessageId> some = page.stream().map(PendingEntry::message).toList();
            if (!some.isEmpty()) {
                all += store.<Integer>write(batch -> park(batch, some, target, reason, now));
                from = ByteWriter.behind(page.getLast().key());
            }
        } while (page.size() == PARKED_AT_ONCE);
        return all;
    }

    @SuppressWarnings("ArrayRecordComponent") // a key as it is stored
    private record PendingEntry(byte[] key, MessageId message) {}

    private static List<PendingEntry> pending(View view, byte[] from, byte[] until) {
        List<PendingEntry> pending = new ArrayList<>();
        try (Scan scan = view.scan(Table.PENDING, from, until)) {
            while (pending.size() < PARKED_AT_ONCE && scan.next()) {
                pending.add(new PendingEntry(scan.key(), MessageKey.read(scan.value())));
            }
        }
        return pending;
    }

    private int park(
            Batch batch, List<MessageId> ids, Target target, ParkReason reason, Instant now) {
        int parked = 0;
        for (MessageId id : ids) {
            Optional<Stored> stored = sound(batch, id, target);
            if (stored.isPresent() && stored.get().record().delivery() instanceof Pending pending) {
                Attempt step = Attempt.step(now, Outcome.PARKED, reason.code());
                take(batch, stored.get(), pending.park(reason, now), step);
                parked++;
            }
        }
        return parked;
    }

    /// Empty if it cannot be read; the others are parked nevertheless.
    private Optional<Stored> sound(Batch batch, MessageId id, Target target) {
        try {
            return find(batch, id, target);
        } catch (DamagedRecordException e) {
            LOG.error("The delivery of {} to {} stays pending: {}", id, target, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public Redriven redrive(MessageId message, Target target, Instant now) {
        return store.write(batch -> redrive(batch, message, target, now));
    }

    private Redriven redrive(Batch batch, MessageId id, Target target, Instant now) {
        Optional<Stored> stored = find(batch, id, target);
        if (stored.isEmpty()) {
            return new Redriven.Unknown();
        }
        if (!(stored.get().record().delivery() instanceof Parked parked)) {
            return new Redriven.NotParked();
        }
        MessageHeader message = stored.get().message();
        Pending again = parked.redrive(now);
        take(
                batch,
                stored.get(),
                again,
                Attempt.step(now, Outcome.REDRIVEN, ""),
                endOfLanes(batch, message.conversation()),
                null);
        Message sentAgain =
                MessageRecord.find(batch, id)
                        .orElseThrow(() -> new IllegalStateException("A message is lost"))
                        .message();
        return new Redriven.Queued(sentAgain, again);
    }

    @Override
    public List<MessageId> replay(List<Step> steps) {
        return store.write(batch ->
                steps.stream()
                        .filter(step -> replay(batch, step))
                        .map(step -> step.message().id())
                        .toList());
    }

    private boolean replay(Batch batch, Step step) {
        MessageId id = step.message().id();
        Target target = step.from().target();
        Optional<Stored> found = find(batch, id, target);
        if (found.isEmpty()
                || found.get().record().delivery().revision() != step.from().revision()) {
            return false;
        }
        step.answer().ifPresent(answer -> take(batch, found.get(), step.from(), answer));
        take(
                batch,
                find(batch, id, target).orElseThrow(),
                step.next(),
                step.again(),
                endOfLanes(batch, step.message().conversation()),
                null);
        return true;
    }

    /// A position after everything pending in the lanes of a conversation.
    private long endOfLanes(Batch batch, ConversationId id) {
        ConversationHead head =
                cache.head(batch, id)
                        .orElseThrow(() -> new IllegalStateException("A conversation is lost"));
        Conversation conversation = head.conversation();
        long last =
                Math.max(DeliveryRecord.positionOf(conversation.lastSeq()), head.lastPosition());
        cache.put(
                batch,
                new ConversationHead(
                        conversation,
                        last + 1,
                        head.slot(),
                        head.firstGeneration(),
                        head.lastGeneration()));
        return last + 1;
    }

    @Override
    public Discard discard(MessageId message, Target target, Instant now) {
        return store.write(batch -> discard(batch, message, target, now));
    }

    private Discard discard(Batch batch, MessageId id, Target target, Instant now) {
        Optional<Stored> stored = find(batch, id, target);
        if (stored.isEmpty()) {
            return Discard.UNKNOWN;
        }
        if (!(stored.get().record().delivery() instanceof Parked parked)) {
            return Discard.NOT_PARKED;
        }
        Attempt step = Attempt.step(now, Outcome.DISCARDED, parked.reason().code());
        take(batch, stored.get(), parked.discard(now), step);
        return Discard.DONE;
    }

    @Override
    public void rememberAnswer(String scope, String key, String answer) {
        store.write(batch -> KeyRecords.answer(batch, scope, key, answer));
    }
}
