package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.AUDIT;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Head;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Audit entries by their rising id, the end of their chain, and intents. The store's single writer
/// reads and moves the end of the chain.
final class EmbeddedAuditLog implements AuditLog {

    private static final int ENTRY = 1;
    private static final int INTENT = 2;
    private static final int HEAD = 3;

    private static final byte[] ENTRIES = prefix(ENTRY);
    private static final byte[] INTENTS = prefix(INTENT);
    private static final byte[] THE_HEAD = prefix(HEAD);

    private static final int VERSION = 2;
    private static final int CHAINED = 2;

    private static final Decoder<AuditEntry> ENTRY_DECODER = EmbeddedAuditLog::readEntry;
    private static final Decoder<Intent> INTENT_DECODER = EmbeddedAuditLog::readIntent;

    private final Store store;

    EmbeddedAuditLog(Store store) {
        this.store = store;
    }

    private static byte[] prefix(int kind) {
        return new ByteWriter(1).octet(kind).toBytes();
    }

    private static byte[] key(int kind, String id) {
        return new ByteWriter(id.length() + 2).octet(kind).keyText(id).toBytes();
    }

    @Override
    public AuditEntry append(Draft draft, @Nullable String intent) {
        return store.write(batch -> {
            AuditEntry entry = draft.behind(head(batch));
            batch.put(AUDIT, key(ENTRY, entry.id()), value(entry));
            batch.put(AUDIT, THE_HEAD, value(entry.head()));
            if (intent != null) {
                batch.delete(AUDIT, key(INTENT, intent));
            }
            return entry;
        });
    }

    /// An unreadable head is an error: a second chain must not begin.
    private static Head head(Batch batch) {
        byte[] stored = batch.get(AUDIT, THE_HEAD);
        if (stored == null) {
            return Head.NONE;
        }
        ByteReader value = new ByteReader(stored);
        Decoder.version(value, VERSION);
        return new Head(value.int64(), value.text());
    }

    private static byte[] value(Head head) {
        return new ByteWriter(80).octet(VERSION).int64(head.number()).text(head.hash()).toBytes();
    }

    private static byte[] value(AuditEntry entry) {
        return new ByteWriter(256)
                .octet(VERSION)
                .text(entry.id())
                .instant(entry.at())
                .text(entry.actor())
                .text(entry.action())
                .text(entry.subject())
                .text(entry.detail())
                .text(entry.outcome().name())
                .text(entry.address())
                .text(entry.requestId())
                .text(entry.previous())
                .text(entry.hash())
                .toBytes();
    }

    private static AuditEntry readEntry(ByteReader value) {
        int version = Decoder.version(value, VERSION);
        String id = value.text();
        Instant at = value.instant();
        String actor = value.text();
        String action = value.text();
        String subject = value.text();
        String detail = value.text();
        return version < CHAINED
                ? new AuditEntry(id, at, actor, action, subject, detail)
                : new AuditEntry(
                        id,
                        at,
                        actor,
                        action,
                        subject,
                        detail,
                        Outcome.valueOf(value.text()),
                        value.text(),
                        value.text(),
                        value.text(),
                        value.text());
    }

    @Override
    public Found list(AuditFilter filter, @Nullable String before, int limit, int most) {
        byte[] until = before == null ? ByteWriter.behind(ENTRIES) : key(ENTRY, before);
        return store.search(view -> {
            List<AuditEntry> entries = new ArrayList<>();
            int looked = 0;
            try (Scan scan = view.scanBack(AUDIT, ENTRIES, until)) {
                while (scan.next()) {
                    looked++;
                    ENTRY_DECODER
                            .ifSound(AUDIT, scan.value())
                            .filter(filter::admits)
                            .ifPresent(entries::add);
                    if (entries.size() == limit || looked == most) {
                        return new Found(entries, id(scan.key()));
                    }
                }
            }
            return new Found(entries, null);
        });
    }

    /// The key has the id, too, and the value may be unreadable.
    private static String id(byte[] key) {
        ByteReader reader = new ByteReader(key);
        reader.octet();
        return reader.keyText();
    }

    @Override
    public List<AuditEntry> after(@Nullable String after, int limit) {
        byte[] from = after == null ? ENTRIES : ByteWriter.behind(key(ENTRY, after));
        return store.search(
                view -> found(view, from, ByteWriter.behind(ENTRIES), ENTRY_DECODER, limit));
    }

    @Override
    public void removeThrough(String id) {
        store.write(batch -> {
            batch.deleteRange(AUDIT, ENTRIES, ByteWriter.behind(key(ENTRY, id)));
            return id;
        });
    }

    @Override
    public void begin(Intent intent) {
        byte[] value =
                new ByteWriter(128)
                        .octet(VERSION)
                        .text(intent.id())
                        .instant(intent.at())
                        .text(intent.actor())
                        .text(intent.action())
                        .text(intent.subject())
                        .text(intent.address())
                        .text(intent.requestId())
                        .toBytes();
        store.write(batch -> {
            batch.put(AUDIT, key(INTENT, intent.id()), value);
            return intent;
        });
    }

    private static Intent readIntent(ByteReader value) {
        Decoder.version(value, VERSION);
        return new Intent(
                value.text(),
                value.instant(),
                value.text(),
                value.text(),
                value.text(),
                value.text(),
                value.text());
    }

    @Override
    public void drop(String intent) {
        store.write(batch -> {
            batch.delete(AUDIT, key(INTENT, intent));
            return intent;
        });
    }

    @Override
    public List<Intent> begun(int limit) {
        return store.read(
                view -> found(view, INTENTS, ByteWriter.behind(INTENTS), INTENT_DECODER, limit));
    }

    private static <T> List<T> found(
            View view, byte[] from, byte[] until, Decoder<T> decoder, int limit) {
        List<T> found = new ArrayList<>();
        try (Scan scan = view.scan(AUDIT, from, until)) {
            while (found.size() < limit && scan.next()) {
                decoder.ifSound(AUDIT, scan.value()).ifPresent(found::add);
            }
        }
        return found;
    }
}
