package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Backups of nothing, which live as long as their test.
public final class InMemoryBackups implements Backups {
    private final NavigableMap<BackupId, Backup> backups = new TreeMap<>();
    private final Outage outage;

    public InMemoryBackups() {
        this(new Outage());
    }

    public InMemoryBackups(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized Backup make(BackupId id) {
        outage.check();
        Backup backup = new Backup(id, 1);
        backups.put(id, backup);
        return backup;
    }

    @Override
    public synchronized List<Backup> list() {
        outage.check();
        return List.copyOf(backups.descendingMap().values());
    }

    @Override
    public synchronized Removal remove(BackupId id) {
        outage.check();
        return backups.remove(id) == null ? Removal.UNKNOWN : Removal.DONE;
    }
}
