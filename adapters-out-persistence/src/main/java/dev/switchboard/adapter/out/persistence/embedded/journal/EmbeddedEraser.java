package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Overwrites messages. Their old bytes stay in the log and in immutable files until those are
/// rewritten without them.
public final class EmbeddedEraser implements Eraser {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedEraser.class);
    private static final int KEYS_AT_ONCE = 5000;
    private static final byte[] BEGIN = {};

    /// The tables with people's words and names.
    private static final Set<Table> TABLES =
            EnumSet.of(
                    Table.MESSAGE,
                    Table.DELIVERY,
                    Table.TRACE,
                    Table.KEY,
                    Table.CLAIM,
                    Table.CLIENT_SESSION,
                    Table.CLIENT_POSITION,
                    Table.HANDOFF,
                    Table.CHAT,
                    Table.USER_NAME,
                    Table.DESK_SESSION,
                    Table.MEDIA,
                    Table.WAITING_PART,
                    Table.ERASURE,
                    Table.DEFAULT);

    private final Store store;

    public EmbeddedEraser(Store store) {
        this.store = store;
    }

    @Override
    public void erase(List<Message> messages, Instant now) {
        store.write(batch -> {
            messages.forEach(message -> erase(batch, message.id(), now));
            return messages;
        });
    }

    private static void erase(Batch batch, MessageId id, Instant now) {
        try {
            Optional<MessageRecord> stored = MessageRecord.find(batch, id);
            stored.ifPresent(record -> erase(batch, record, now));
        } catch (DamagedRecordException e) {
            // It is unreadable, and is removed with its day.
            LOG.error("Left out the message {}: {}", id, e.getMessage());
        }
    }

    private static void erase(Batch batch, MessageRecord record, Instant now) {
        byte[] key = MessageKey.of(record.message().id());
        DeliveryWriter step = new DeliveryWriter(batch, record.header());
        for (Target target : record.targets()) {
            DeliveryRecord.ifSound(batch, key, target)
                    .ifPresent(delivery -> step.erase(delivery, now));
        }
        Message erased = erased(record.message());
        byte[] body = MessageRecord.body(erased.content());
        batch.put(
                Table.MESSAGE,
                key,
                MessageRecord.value(erased, record.generation(), record.targets(), body));
    }

    private static Message erased(Message message) {
        Author author = message.author();
        return new Message(
                message.id(),
                message.conversation(),
                message.seq(),
                author.party() == Party.USER ? new Author(Party.USER, "erased") : author,
                message.content().erased(),
                null,
                message.answers(),
                message.at());
    }

    @Override
    public void scrub() {
        byte @Nullable [] next = BEGIN;
        while (next != null) {
            byte[] from = next;
            KeyRecords.Answered page =
                    store.search(view -> KeyRecords.answered(view, from, KEYS_AT_ONCE));
            if (!page.ofErased.isEmpty()) {
                store.write(batch -> {
                    KeyRecords.erase(batch, page.ofErased);
                    return page;
                });
            }
            next = page.next;
        }
        store.scrub(TABLES);
    }
}
