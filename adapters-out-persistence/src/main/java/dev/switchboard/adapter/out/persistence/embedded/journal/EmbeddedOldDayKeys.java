package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables.KeyRange;
import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.DamagedRecordException;
import dev.switchboard.adapter.out.persistence.embedded.engine.DayKeys;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.adapter.out.persistence.embedded.journal.RetainedMessages.Leftover;
import dev.switchboard.adapter.out.persistence.embedded.media.EmbeddedMediaFiles;
import dev.switchboard.adapter.out.persistence.embedded.record.Generations;
import dev.switchboard.adapter.out.persistence.embedded.record.MessageKey;
import dev.switchboard.domain.message.IdempotencyKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Destroys the keys of days whose messages, files and answers are all gone. Data that outlives its
/// day (a retained message, a chat, a saved view) is first encrypted again with today's key.
final class EmbeddedOldDayKeys {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedOldDayKeys.class);

    private static final byte[] BEGIN = {};
    private static final byte[] END = {-1};

    private static final List<KeyRange> OF_CONVERSATIONS =
            List.of(
                    new KeyRange(Table.DESK_SESSION, BEGIN, END),
                    new KeyRange(Table.WAITING_PART, BEGIN, END));

    private static final List<Table> OF_MESSAGES =
            List.of(Table.MESSAGE, Table.DELIVERY, Table.TRACE);

    private static final int LOOKED_AT = 5_000;
    private static final int AT_ONCE = 200;

    private final Store store;

    EmbeddedOldDayKeys(Store store) {
        this.store = store;
    }

    /// @param values the values of the page that are encrypted with an old key
    /// @param next where the next page begins, if there is one
    @SuppressWarnings("ArrayRecordComponent") // a key as it is stored
    private record Page(List<Value> values, byte[] next, boolean more) {}

    @SuppressWarnings("ArrayRecordComponent") // as it is stored
    private record Value(Table table, byte[] key) {}

    /// Must run after the purge of old messages.
    void destroy(Instant now, Instant settledBefore) {
        List<LocalDate> old = store.search(view -> old(view, now, settledBefore));
        if (old.isEmpty()) {
            return;
        }
        ColdTables.withWords().forEach(range -> renew(range, old));
        OF_CONVERSATIONS.forEach(range -> renew(range, old));
        renewLeftovers(old);
        for (LocalDate day : old) {
            store.destroyKey(day);
            LOG.info("Nothing is sealed with the key of {} any more: it is destroyed", day);
        }
    }

    private static List<LocalDate> old(View view, Instant now, Instant settledBefore) {
        List<LocalDate> days = DayKeys.days(view);
        if (days.size() < 2 || Purge.in(view).isPresent()) {
            return List.of();
        }
        return days.subList(0, days.size() - 1).stream()
                .filter(day -> !end(day).isAfter(settledBefore))
                .filter(day -> !end(day).isAfter(now.minus(IdempotencyKey.LIFE)))
                .filter(day ->
                        Generations.in(view).stored().stream()
                                .allMatch(each -> each.number() > day.toEpochDay()))
                .filter(day -> !EmbeddedMediaFiles.hasAnyBefore(view, end(day)))
                .toList();
    }

    /// The end of a day plus one more day, for answers or partial files that crossed midnight.
    private static Instant end(LocalDate day) {
        return day.plusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private void renew(KeyRange range, List<LocalDate> old) {
        byte[] from = range.from();
        boolean more = true;
        while (more) {
            byte[] start = from;
            Page page = store.search(view -> page(view, range, start, old));
            renew(page.values());
            from = page.next();
            more = page.more();
        }
    }

    private static Page page(View view, KeyRange range, byte[] from, List<LocalDate> old) {
        List<Value> values = new ArrayList<>();
        int looked = 0;
        try (Scan scan = view.scan(range.table(), from, range.until())) {
            while (scan.next()) {
                if (looked == LOOKED_AT || values.size() == AT_ONCE) {
                    return new Page(values, scan.key(), true);
                }
                looked++;
                if (scan.sealedOn().filter(old::contains).isPresent()) {
                    values.add(new Value(range.table(), scan.key()));
                }
            }
        }
        return new Page(values, BEGIN, false);
    }

    private void renewLeftovers(List<LocalDate> old) {
        byte[] from = RetainedMessages.BEGIN;
        while (true) {
            byte[] start = from;
            List<Leftover> some =
                    store.search(view ->
                            RetainedMessages.page(view, start, RetainedMessages.END, AT_ONCE));
            if (some.isEmpty()) {
                return;
            }
            renew(store.search(view -> ofMessages(view, some, old)));
            from = some.getLast().next();
        }
    }

    private static List<Value> ofMessages(View view, List<Leftover> some, List<LocalDate> old) {
        List<Value> values = new ArrayList<>();
        for (Leftover each : some) {
            byte[] id = MessageKey.of(each.id());
            byte[] until = Arrays.copyOf(ByteWriter.behind(id), MessageKey.LENGTH);
            for (Table table : OF_MESSAGES) {
                try (Scan scan = view.scan(table, id, until)) {
                    while (scan.next()) {
                        if (scan.sealedOn().filter(old::contains).isPresent()) {
                            values.add(new Value(table, scan.key()));
                        }
                    }
                }
            }
        }
        return values;
    }

    private void renew(List<Value> values) {
        if (!values.isEmpty()) {
            store.write(batch -> {
                values.forEach(value -> renew(batch, value));
                return values;
            });
        }
    }

    /// A value that cannot be decrypted is left as it is: it is lost already.
    private static void renew(Batch batch, Value value) {
        try {
            byte[] open = batch.get(value.table(), value.key());
            if (open != null) {
                batch.putWords(value.table(), value.key(), open);
            }
        } catch (DamagedRecordException e) {
            LOG.error("Left a value of {} as it is: {}", value.table(), e.getMessage());
        }
    }
}
