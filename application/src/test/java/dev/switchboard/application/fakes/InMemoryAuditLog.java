package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Head;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An audit log that lives as long as its test.
public final class InMemoryAuditLog implements AuditLog {

    private final NavigableMap<String, AuditEntry> entries = new TreeMap<>();
    private final NavigableMap<String, Intent> intents = new TreeMap<>();
    private final Outage outage;
    private Head head = Head.NONE;
    private int lookedAt;

    public InMemoryAuditLog() {
        this(new Outage());
    }

    public InMemoryAuditLog(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized AuditEntry append(Draft draft, @Nullable String intent) {
        outage.check();
        AuditEntry entry = draft.behind(head);
        entries.put(entry.id(), entry);
        head = entry.head();
        if (intent != null) {
            intents.remove(intent);
        }
        return entry;
    }

    /// Writes into the store directly, not through the hub.
    public synchronized void tamper(AuditEntry entry) {
        entries.put(entry.id(), entry);
    }

    /// Deletes from the store directly, not through the hub.
    public synchronized void lose(String id) {
        entries.remove(id);
    }

    @Override
    public synchronized Found list(
            AuditFilter filter, @Nullable String before, int limit, int most) {
        outage.check();
        NavigableMap<String, AuditEntry> older =
                before == null ? entries : entries.headMap(before, false);
        List<AuditEntry> found = new ArrayList<>();
        int looked = 0;
        for (AuditEntry entry : older.descendingMap().values()) {
            looked++;
            lookedAt++;
            if (filter.admits(entry)) {
                found.add(entry);
            }
            if (found.size() == limit || looked == most) {
                return new Found(found, entry.id());
            }
        }
        return new Found(found, null);
    }

    /// Returns how many entries all lists looked at.
    public synchronized int lookedAt() {
        return lookedAt;
    }

    @Override
    public synchronized List<AuditEntry> after(@Nullable String after, int limit) {
        outage.check();
        NavigableMap<String, AuditEntry> newer =
                after == null ? entries : entries.tailMap(after, false);
        return newer.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized void removeThrough(String id) {
        outage.check();
        entries.headMap(id, true).clear();
    }

    @Override
    public synchronized void begin(Intent intent) {
        outage.check();
        intents.put(intent.id(), intent);
    }

    @Override
    public synchronized void drop(String intent) {
        outage.check();
        intents.remove(intent);
    }

    @Override
    public synchronized List<Intent> begun(int limit) {
        outage.check();
        return intents.values().stream().limit(limit).toList();
    }
}
