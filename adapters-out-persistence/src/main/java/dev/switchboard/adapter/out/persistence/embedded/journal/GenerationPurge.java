package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.journal.Purge.Phase;
import dev.switchboard.adapter.out.persistence.embedded.journal.RetainedMessages.Leftover;
import dev.switchboard.adapter.out.persistence.embedded.record.ConversationHead;
import dev.switchboard.adapter.out.persistence.embedded.record.DeliveryWriter;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations.Generation;
import dev.switchboard.adapter.out.persistence.embedded.record.Keys;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Removes the oldest day of messages in steps. Each step is one write of bounded size that deletes
/// ranges. The progress is stored, so the purge continues after a crash.
///
/// First the day is closed: no more messages are stored in it. Messages of the day that are still
/// needed are noted in [RetainedMessages]; the journal notes those that become needed again. Then
/// the ranges are deleted, and each step puts the retained messages of its range back.
final class GenerationPurge {

    private static final byte[] BEGIN = {};
    private static final byte[] END = {-1};

    private final Store store;
    private final WriterCache cache;
    private final EndedConversation ended;
    private final Limits limits;

    GenerationPurge(Store store, WriterCache cache, EndedConversation ended, Limits limits) {
        this.store = store;
        this.cache = cache;
        this.ended = ended;
        this.limits = limits;
    }

    /// The limits of one step; the step ends at the first one reached.
    ///
    /// @param looked records scanned for messages that are still needed
    /// @param conversations conversations that lose a day
    /// @param messages messages put back
    /// @param bytes bytes put back
    record Limits(int looked, int conversations, int messages, int bytes) {

        static final Limits USUAL = new Limits(10_000, 500, 500, 4 << 20);
    }

    /// Removes all days whose messages are all older than an instant.
    ///
    /// @return the number of removed messages
    int purge(Instant settledBefore) {
        int gone = 0;
        Optional<Integer> removed = step(settledBefore);
        while (removed.isPresent()) {
            gone += removed.get();
            removed = step(settledBefore);
        }
        return gone;
    }

    /// Runs one step.
    ///
    /// @return the number of removed messages; empty if nothing is left to do
    Optional<Integer> step(Instant settledBefore) {
        return next(settledBefore).map(this::step);
    }

    private Optional<Purge> next(Instant settledBefore) {
        Optional<Purge> begun = store.read(Purge::in);
        return begun.isPresent() ? begun : begin(settledBefore);
    }

    private Optional<Purge> begin(Instant settledBefore) {
        List<Generation> stored = store.<Generations>read(Generations::in).stored();
        if (stored.isEmpty() || stored.getFirst().end().isAfter(settledBefore)) {
            return Optional.empty();
        }
        Generation oldest = stored.getFirst();
        byte[] last =
                stored.size() > 1
                        ? MessageKey.of(stored.get(1).first())
                        : store.read(GenerationPurge::behindAllMessages);
        Purge begun = new Purge(oldest, last, Phase.NOTE_PENDING, BEGIN);
        return Optional.of(
                store.write(batch -> {
                    cache.put(batch, cache.generations(batch).closingOldest());
                    begun.put(batch);
                    return begun;
                }));
    }

    private static byte[] behindAllMessages(View view) {
        try (Scan scan = view.scanBack(Table.MESSAGE, BEGIN, END)) {
            return scan.next() ? behind(scan.key()) : END;
        }
    }

    private int step(Purge purge) {
        return switch (purge.phase) {
            case NOTE_PENDING ->
                    note(purge, Table.PENDING, purge.in(Phase.NOTE_PARKED, Keys.parkedInLanes()));
            case NOTE_PARKED ->
                    note(
                            purge,
                            Table.DEAD,
                            purge.in(Phase.CONVERSATIONS, Keys.generation(purge.day.number())));
            case CONVERSATIONS -> takeConversations(purge);
            case INDEXES -> takeIndexes(purge);
            case MESSAGES -> takeMessages(purge);
        };
    }

    private int note(Purge purge, Table table, Purge then) {
        OpenDeliveries page = store.search(view -> OpenDeliveries.find(view, purge, table, limits));
        return store.write(batch -> {
            page.write(batch);
            byte @Nullable [] next = page.next();
            (next == null ? then : purge.at(next)).put(batch);
            return 0;
        });
    }

    /// A conversation's messages of the day, which of them are retained, and whether it ends.
    private record Day(ConversationId id, int messages, List<MessageId> leftovers, boolean ends) {}

    private int takeConversations(Purge purge) {
        List<Day> days = store.search(view -> days(view, purge));
        int number = purge.day.number();
        byte[] until =
                days.isEmpty()
                        ? Keys.generation(number + 1)
                        : ByteWriter.behind(Keys.history(number, days.getLast().id()));
        return store.write(batch -> {
            batch.deleteRange(Table.HISTORY, purge.from, until);
            batch.deleteRange(Table.RECEIPT, purge.from, until);
            days.forEach(day -> take(batch, number, day));
            (days.isEmpty() ? purge.in(Phase.INDEXES, BEGIN) : purge.at(until)).put(batch);
            return days.stream().mapToInt(day -> day.messages() - day.leftovers().size()).sum();
        });
    }

    private List<Day> days(View view, Purge purge) {
        int number = purge.day.number();
        List<Day> days = new ArrayList<>();
        int kept = 0;
        try (Scan scan = view.scan(Table.HISTORY, purge.from, Keys.generation(number + 1))) {
            boolean more = scan.next();
            while (more && days.size() < limits.conversations() && kept < limits.messages()) {
                ByteReader key = new ByteReader(scan.key());
                key.int32();
                ConversationId id = new ConversationId(key.keyText());
                int messages = (int) (lastSeq(view, number, id) - key.int64() + 1);
                List<MessageId> leftovers = RetainedMessages.of(view, number, id);
                kept += leftovers.size();
                boolean ends = leftovers.isEmpty() && ends(view, number, id);
                days.add(new Day(id, messages, leftovers, ends));
                more = scan.skipTo(ByteWriter.behind(Keys.history(number, id)));
            }
        }
        return days;
    }

    /// Whether it has no messages of later days, and no retained ones of earlier days.
    private static boolean ends(View view, int number, ConversationId id) {
        return RetainedMessages.head(view, id)
                .filter(head -> head.lastGeneration() <= number)
                .filter(head -> RetainedMessages.all(view, head).isEmpty())
                .isPresent();
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

    private void take(Batch batch, int number, Day day) {
        for (MessageId id : day.leftovers()) {
            RetainedMessages.readable(batch, id)
                    .ifPresent(stored -> {
                        Message message = stored.message();
                        batch.put(
                                Table.HISTORY,
                                Keys.history(number, day.id(), message.seq()),
                                MessageKey.of(id));
                        DeliveryWriter writer = new DeliveryWriter(batch, stored.header());
                        RetainedMessages.deliveries(batch, stored).forEach(writer::keepReceipt);
                    });
        }
        if (day.ends()) {
            endUpTo(batch, number, day.id());
        }
    }

    /// Ends a conversation, unless it has messages of a later day by now.
    void endUpTo(Batch batch, int number, ConversationId id) {
        cache.head(batch, id)
                .filter(head -> head.lastGeneration() <= number)
                .ifPresent(head -> end(batch, head));
    }

    private void end(Batch batch, ConversationHead conversationHead) {
        ConversationId id = conversationHead.conversation().id();
        if (conversationHead.slot() != ConversationHead.NO_SLOT) {
            batch.delete(Table.ACTIVITY, Keys.activity(id, conversationHead.slot()));
        }
        cache.delete(batch, id);
        ended.forget(batch, id);
    }

    /// Reads one key of each target and origin.
    private int takeIndexes(Purge purge) {
        List<String> targets = store.search(view -> firstTexts(view, Table.SENT));
        List<String> origins = store.search(view -> firstTexts(view, Table.BOT));
        return store.write(batch -> {
            for (String name : targets) {
                Target target = Target.parse(name);
                batch.deleteRange(
                        Table.SENT,
                        Keys.sentFrom(target, purge.day.begin()),
                        Keys.sentFrom(target, purge.day.end()));
            }
            for (String origin : origins) {
                byte[] all = Keys.bots(origin);
                byte[] last = new ByteWriter(64).raw(all).raw(purge.last).toBytes();
                batch.deleteRange(Table.BOT, all, last);
            }
            purge.in(Phase.MESSAGES, MessageKey.of(purge.day.first())).put(batch);
            return 0;
        });
    }

    private static List<String> firstTexts(View view, Table table) {
        List<String> texts = new ArrayList<>();
        try (Scan scan = view.scan(table, BEGIN, END)) {
            boolean more = scan.next();
            while (more) {
                String text = new ByteReader(scan.key()).keyText();
                texts.add(text);
                byte[] all = new ByteWriter(64).keyText(text).toBytes();
                more = scan.skipTo(ByteWriter.behind(all));
            }
        }
        return texts;
    }

    private int takeMessages(Purge purge) {
        List<Leftover> leftovers = store.search(view -> some(view, purge));
        byte[] until =
                leftovers.isEmpty() ? purge.last : behind(MessageKey.of(leftovers.getLast().id()));
        return store.write(batch -> {
            List<RetainedMessages.Needed> needed = new ArrayList<>();
            leftovers.forEach(
                    each -> RetainedMessages.needed(batch, each.id()).ifPresent(needed::add));
            for (Table table : List.of(Table.MESSAGE, Table.DELIVERY, Table.TRACE)) {
                batch.deleteRange(table, purge.from, until);
            }
            needed.forEach(each -> each.putAgain(batch));
            if (leftovers.isEmpty()) {
                Purge.end(batch);
            } else {
                purge.at(until).put(batch);
            }
            return 0;
        });
    }

    /// Takes as many as one write may hold, and at least one if there is any.
    private List<Leftover> some(View view, Purge purge) {
        byte[] until = RetainedMessages.byId(purge.last);
        List<Leftover> page =
                RetainedMessages.page(
                        view, RetainedMessages.byId(purge.from), until, limits.messages());
        int bytes = 0;
        for (int i = 0; i < page.size(); i++) {
            bytes += view.size(Table.MESSAGE, MessageKey.of(page.get(i).id()));
            if (bytes > limits.bytes()) {
                return page.subList(0, i + 1);
            }
        }
        return page;
    }

    /// The id after a message and everything stored under its id, at full length: a shortened id
    /// could sort before the message.
    private static byte[] behind(byte[] id) {
        return Arrays.copyOf(ByteWriter.behind(id), MessageKey.LENGTH);
    }
}
