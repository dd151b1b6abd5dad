package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An audit log that lives as long as its test.
public final class InMemoryAuditLog implements AuditLog {
    private final NavigableMap<String, AuditEntry> entries = new TreeMap<>();
    private final Outage outage;

    public InMemoryAuditLog() {
        this(new Outage());
    }

    public InMemoryAuditLog(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized void record(AuditEntry entry) {
        outage.check();
        entries.putIfAbsent(entry.id(), entry);
    }

    @Override
    public synchronized List<AuditEntry> list(@Nullable String before, int limit) {
        outage.check();
        NavigableMap<String, AuditEntry> older =
                before == null ? entries : entries.headMap(before, false);
        return older.descendingMap().values().stream().limit(limit).toList();
    }
}
