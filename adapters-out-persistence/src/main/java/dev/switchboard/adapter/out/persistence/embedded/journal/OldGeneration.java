package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations.Generation;
import dev.switchboard.adapter.out.persistence.embedded.record.Head;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageRecord;
import dev.switchboard.adapter.out.persistence.embedded.record.Step;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The oldest day of messages, which goes as a whole: one range per table. What of it is still
/// needed is put again in the same write, and noted as left over.
final class OldGeneration {

    private static final Logger LOG = LoggerFactory.getLogger(OldGeneration.class);

    /// More are no exceptions: they would make one write too large.
    private static final int MOST_NEEDED = 10_000;

    private static final byte[] LAST_ID = lastId();
    private static final byte[] NOTHING = {};

    private final Store store;
    private final WriterCache cache;
    private final EndedConversation ended;

    OldGeneration(Store store, WriterCache cache, EndedConversation ended) {
        this.store = store;
        this.cache = cache;
        this.ended = ended;
    }

    private static byte[] lastId() {
        byte[] id = new byte[MessageKey.LENGTH + 1];
        Arrays.fill(id, (byte) -1);
        return id;
    }

    /// The oldest generation, if all its messages are from before an instant.
    Optional<Generation> before(Instant settledBefore) {
        List<Generation> stored = store.<Generations>read(Generations::in).stored();
        return stored.isEmpty() || stored.getFirst().end().isAfter(settledBefore)
                ? Optional.empty()
                : Optional.of(stored.getFirst());
    }

    /// What there is to know of a generation before the write that ends it.
    ///
    /// @param needed what is pending or parked of it
    /// @param conversations that have messages in it
    private record Contents(
            Set<MessageId> needed,
            List<ConversationId> conversations,
            Set<Target> targets,
            Set<String> origins,
            int messages) {}

    /// @return how many messages went
    int purge(Generation generation) {
        Contents contents = store.search(view -> look(view, generation));
        if (contents.needed().size() > MOST_NEEDED) {
            LOG.warn("Kept a day of messages: {} of them are needed", contents.needed().size());
            throw new IllegalStateException("Too much of what is old is still needed");
        }
        return store.<Integer>write(batch -> purge(batch, generation, contents));
    }

    private static Contents look(View view, Generation generation) {
        byte[] last = firstBehind(Generations.in(view), generation);
        Set<MessageId> needed = new HashSet<>();
        try (Scan scan = view.scan(Table.PENDING, NOTHING, LAST_ID)) {
            addOlder(scan, last, needed);
        }
        try (Scan scan = view.scan(Table.DEAD, new byte[] {Keys.Dead.IN_LANE})) {
            addOlder(scan, last, needed);
        }
        List<ConversationId> conversations = new ArrayList<>();
        Set<Target> targets = new HashSet<>();
        Set<String> origins = new HashSet<>();
        int messages = 0;
        byte[] all = Keys.generation(generation.number());
        try (Scan scan = view.scan(Table.HISTORY, all)) {
            boolean more = scan.next();
            while (more) {
                ByteReader key = new ByteReader(scan.key());
                key.int32();
                ConversationId id = new ConversationId(key.keyText());
                long first = key.int64();
                conversations.add(id);
                origins.add(id.origin());
                Head.find(view, id)
                        .ifPresent(head -> targets.addAll(head.conversation().targets()));
                messages += (int) (lastSeq(view, generation.number(), id) - first + 1);
                more = scan.skipTo(ByteWriter.behind(Keys.history(generation.number(), id)));
            }
        }
        return new Contents(needed, conversations, targets, origins, messages);
    }

    private static long lastSeq(View view, int generation, ConversationId id) {
        byte[] prefix = Keys.history(generation, id);
        try (Scan scan = view.scanBack(Table.HISTORY, prefix, ByteWriter.behind(prefix))) {
            scan.next();
            ByteReader key = new ByteReader(scan.key());
            key.int32();
            key.keyText();
            return key.int64();
        }
    }

    private static void addOlder(Scan scan, byte[] last, Set<MessageId> needed) {
        while (scan.next()) {
            byte[] message = scan.value();
            if (Arrays.compareUnsigned(message, last) < 0) {
                needed.add(MessageKey.read(message));
            }
        }
    }

    private static byte[] firstBehind(Generations generations, Generation generation) {
        return generations.stored().stream()
                .filter(each -> each.number() > generation.number())
                .findFirst()
                .map(next -> MessageKey.of(next.first()))
                .orElse(LAST_ID);
    }

    private int purge(Batch batch, Generation generation, Contents contents) {
        Generations generations = cache.generations(batch);
        if (generations.stored().isEmpty()
                || generations.stored().getFirst().number() != generation.number()) {
            return 0;
        }
        List<Needed> needed = new ArrayList<>();
        contents.needed().forEach(id -> read(batch, id).ifPresent(needed::add));
        byte[] last = firstBehind(generations, generation);
        deleteRanges(batch, generation, last, contents);
        needed.forEach(each -> each.putAgain(batch));
        cache.put(batch, generations.withoutOldest(!needed.isEmpty()));
        Set<ConversationId> keep = new HashSet<>();
        needed.forEach(each -> keep.add(each.stored.message().conversation()));
        for (ConversationId id : contents.conversations()) {
            endIfEmpty(batch, id, generation.number(), keep);
        }
        return contents.messages();
    }

    private static void deleteRanges(
            Batch batch, Generation generation, byte[] last, Contents contents) {
        byte[] until = Keys.generation(generation.number() + 1);
        byte[] generationOnly = Keys.generation(generation.number());
        for (Table table : List.of(Table.MESSAGE, Table.DELIVERY, Table.TRACE)) {
            batch.deleteRange(table, firstToGo(generation), last);
        }
        batch.deleteRange(Table.HISTORY, generationOnly, until);
        batch.deleteRange(Table.RECEIPT, generationOnly, until);
        for (Target target : contents.targets()) {
            batch.deleteRange(
                    Table.SENT, Keys.target(target), Keys.sentFrom(target, generation.end()));
        }
        for (String origin : contents.origins()) {
            batch.deleteRange(
                    Table.BOT,
                    Keys.bots(origin),
                    new ByteWriter(64).raw(Keys.bots(origin)).raw(last).toBytes());
        }
    }

    /// What was left over of older ones stands below and is not to go with this one.
    private static byte[] firstToGo(Generation generation) {
        return MessageKey.of(generation.first());
    }

    private void endIfEmpty(
            Batch batch, ConversationId id, int generation, Set<ConversationId> keep) {
        Optional<Head> head = cache.head(batch, id);
        if (head.isPresent() && head.get().lastGeneration() <= generation && !keep.contains(id)) {
            end(batch, head.get());
        }
    }

    private void end(Batch batch, Head head) {
        ConversationId id = head.conversation().id();
        if (head.slot() != Head.NO_SLOT) {
            batch.delete(Table.ACTIVITY, Keys.activity(id, head.slot()));
        }
        cache.delete(batch, id);
        ended.forget(batch, id);
    }

    private static Optional<Needed> read(Batch batch, MessageId id) {
        byte[] key = MessageKey.of(id);
        byte @Nullable [] value = batch.get(Table.MESSAGE, key);
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Needed(batch, key, value, MessageRecord.read(id, value)));
        } catch (DamagedRecordException e) {
            LOG.error("Forgot the old message {}: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /// A message that outlives its day, with all that belongs to it.
    private static final class Needed {

        private final byte[] key;
        private final byte[] value;
        private final MessageRecord stored;
        private final List<byte[]> traceKeys = new ArrayList<>();
        private final List<byte[]> traceValues = new ArrayList<>();
        private final List<DeliveryRecord> deliveries = new ArrayList<>();

        Needed(Batch batch, byte[] key, byte[] value, MessageRecord stored) {
            this.key = key;
            this.value = value;
            this.stored = stored;
            for (Target target : stored.targets()) {
                DeliveryRecord.find(batch, key, target)
                        .ifPresent(record -> add(batch, target, record));
            }
        }

        private void add(Batch batch, Target target, DeliveryRecord record) {
            deliveries.add(record);
            for (long step = 1; step <= record.steps(); step++) {
                byte[] traceKey = Keys.trace(key, target, step);
                byte @Nullable [] trace = batch.get(Table.TRACE, traceKey);
                if (trace != null) {
                    traceKeys.add(traceKey);
                    traceValues.add(trace);
                }
            }
        }

        void putAgain(Batch batch) {
            Message message = stored.message();
            batch.put(Table.MESSAGE, key, value);
            batch.put(
                    Table.HISTORY,
                    Keys.history(stored.generation(), message.conversation(), message.seq()),
                    key);
            for (int i = 0; i < traceKeys.size(); i++) {
                batch.put(Table.TRACE, traceKeys.get(i), traceValues.get(i));
            }
            Step step = new Step(batch, stored.header());
            deliveries.forEach(step::keep);
            batch.put(
                    Table.LEFTOVER,
                    new ByteWriter(20).int32(stored.generation()).raw(key).toBytes(),
                    NOTHING);
        }
    }

    /// Forgets a message that outlived its day, once it is not needed any more.
    boolean forgetIfSettled(Batch batch, MessageId id) {
        Optional<MessageRecord> found = MessageRecord.find(batch, id);
        if (found.isEmpty()) {
            return true;
        }
        MessageRecord stored = found.get();
        Message message = stored.message();
        byte[] key = MessageKey.of(id);
        List<DeliveryRecord> deliveries = new ArrayList<>();
        for (Target target : stored.targets()) {
            DeliveryRecord.find(batch, key, target).ifPresent(deliveries::add);
        }
        if (deliveries.stream().anyMatch(OldGeneration::isNeeded)) {
            return false;
        }
        Step step = new Step(batch, stored.header());
        deliveries.forEach(step::forget);
        batch.delete(Table.MESSAGE, key);
        batch.delete(
                Table.HISTORY,
                Keys.history(stored.generation(), message.conversation(), message.seq()));
        Optional<Head> head = cache.head(batch, message.conversation());
        if (head.isPresent() && head.get().conversation().lastSeq() == message.seq()) {
            end(batch, head.get());
        }
        return true;
    }

    private static boolean isNeeded(DeliveryRecord record) {
        return record.delivery() instanceof Pending || record.delivery() instanceof Parked;
    }
}
