package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.ActivitySlots;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageHeader;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One append. The caller's thread prepares all that does not depend on other writes.
final class EmbeddedAppend {

    private static final byte[] NOTHING = {};

    private final WriterCache cache;
    private final Entry entry;
    private final byte[] id;
    private final byte[] body;
    private final KeyRecords.@Nullable Hashed key;

    EmbeddedAppend(WriterCache cache, Entry entry) {
        this.cache = cache;
        this.entry = entry;
        this.id = MessageKey.of(entry.id());
        this.body = MessageRecord.body(entry.content());
        IdempotencyKey given = entry.key();
        this.key = given == null ? null : new KeyRecords.Hashed(given);
    }

    Appended run(Batch batch) {
        if (key != null) {
            Optional<Appended> earlier = KeyRecords.claim(batch, cache, key, id, entry.at());
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        if (batch.has(Table.MESSAGE, id)) {
            throw new IllegalStateException("A message has an id that another one has");
        }
        int generation = generation(batch);
        ConversationHead head = advance(cache.head(batch, entry.conversation()), generation);
        Message message = message(head.conversation().lastSeq());
        batch.put(Table.MESSAGE, id, MessageRecord.value(message, generation, targets(), body));
        batch.put(Table.HISTORY, Keys.history(generation, entry.conversation(), message.seq()), id);
        cache.put(batch, ActivitySlots.moved(batch, head, entry));
        if (entry.author().party() == Party.BOT) {
            batch.put(Table.BOT, Keys.bot(entry.conversation().origin(), id), NOTHING);
        }
        if (!entry.deliveries().isEmpty()) {
            MessageHeader header = MessageHeader.of(message, generation);
            cache.appended(header);
            DeliveryWriter step = new DeliveryWriter(batch, header);
            entry.deliveries().forEach(step::begin);
        }
        MessageId answers = entry.answers();
        if (answers != null) {
            answer(batch, answers, entry.at());
        }
        return new Appended.Stored(message);
    }

    private int generation(Batch batch) {
        Generations generations = cache.generations(batch);
        int number = generations.of(entry.at());
        if (!generations.has(number)) {
            cache.put(batch, generations.with(number, entry.id()));
        }
        return number;
    }

    private ConversationHead advance(Optional<ConversationHead> before, int generation) {
        if (before.isEmpty()) {
            return new ConversationHead(
                    new Conversation(
                            entry.conversation(), entry.at(), entry.at(), 1, targets(Set.of())),
                    0,
                    ConversationHead.NO_SLOT,
                    generation,
                    generation);
        }
        ConversationHead head = before.get();
        Conversation conversation = head.conversation();
        return new ConversationHead(
                new Conversation(
                        conversation.id(),
                        conversation.startedAt(),
                        entry.at(),
                        conversation.lastSeq() + 1,
                        targets(conversation.targets())),
                head.lastPosition(),
                head.slot(),
                head.firstGeneration(),
                generation);
    }

    private List<Target> targets() {
        return entry.deliveries().stream().map(Delivery::target).toList();
    }

    private Set<Target> targets(Set<Target> before) {
        boolean known =
                entry.deliveries().stream().map(Delivery::target).allMatch(before::contains);
        if (known) {
            return before;
        }
        Set<Target> all = new HashSet<>(before);
        entry.deliveries().forEach(delivery -> all.add(delivery.target()));
        return all;
    }

    private Message message(long seq) {
        return new Message(
                entry.id(),
                entry.conversation(),
                seq,
                entry.author(),
                entry.content(),
                entry.replyTo(),
                entry.answers(),
                entry.at());
    }

    private static void answer(Batch batch, MessageId answered, Instant now) {
        try {
            MessageRecord.find(batch, answered).ifPresent(stored -> answer(batch, stored, now));
        } catch (DamagedRecordException _) {
            // The answer matters more than the damaged message that it answers.
        }
    }

    private static void answer(Batch batch, MessageRecord stored, Instant now) {
        byte[] question = MessageKey.of(stored.message().id());
        DeliveryWriter step = new DeliveryWriter(batch, stored.header());
        for (Target target : stored.targets()) {
            DeliveryRecord.find(batch, question, target)
                    .ifPresent(record -> answered(step, record, now));
        }
    }

    private static void answered(DeliveryWriter step, DeliveryRecord record, Instant now) {
        switch (record.delivery()) {
            case Delivery.Pending pending -> step.answer(record, pending.answered(now));
            case Delivery.Delivered delivered -> step.answer(record, delivered.answered(now));
            case Delivery.Parked parked -> step.answer(record, parked.answered(now));
            case Delivery.Answered _, Delivery.Discarded _ -> {
                // Their state does not change.
            }
        }
    }
}
