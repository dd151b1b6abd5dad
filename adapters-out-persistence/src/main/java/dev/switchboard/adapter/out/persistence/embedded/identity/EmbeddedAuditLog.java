package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.AUDIT;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Audit entries by their id, which grows with time.
final class EmbeddedAuditLog implements AuditLog {

    private static final int RECORD = 1;
    private static final byte[] OLDEST = new ByteWriter(1).octet(RECORD).toBytes();
    private static final int VERSION = 1;
    private static final Decoder<AuditEntry> DECODER = EmbeddedAuditLog::read;

    private final Store store;

    EmbeddedAuditLog(Store store) {
        this.store = store;
    }

    @Override
    public void record(AuditEntry entry) {
        byte[] value =
                new ByteWriter(128)
                        .octet(VERSION)
                        .text(entry.id())
                        .instant(entry.at())
                        .text(entry.actor())
                        .text(entry.action())
                        .text(entry.subject())
                        .text(entry.detail())
                        .toBytes();
        store.write(batch -> {
            batch.put(AUDIT, key(entry.id()), value);
            return value;
        });
    }

    private static byte[] key(String id) {
        return new ByteWriter(id.length() + 2).octet(RECORD).keyText(id).toBytes();
    }

    private static AuditEntry read(ByteReader value) {
        Decoder.version(value, VERSION);
        String id = value.text();
        Instant at = value.instant();
        return new AuditEntry(id, at, value.text(), value.text(), value.text(), value.text());
    }

    @Override
    public List<AuditEntry> list(@Nullable String before, int limit) {
        byte[] until = before == null ? ByteWriter.behind(OLDEST) : key(before);
        return store.search(view -> list(view, until, limit));
    }

    private static List<AuditEntry> list(View view, byte[] until, int limit) {
        List<AuditEntry> entries = new ArrayList<>();
        try (Scan scan = view.scanBack(AUDIT, OLDEST, until)) {
            while (entries.size() < limit && scan.next()) {
                DECODER.ifSound(AUDIT, scan.value()).ifPresent(entries::add);
            }
        }
        return entries;
    }
}
