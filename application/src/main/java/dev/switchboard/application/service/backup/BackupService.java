package dev.switchboard.application.service.backup;

import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.time.Clock;
import java.util.List;

/// Manages backups under names that contain their time.
public final class BackupService implements KeepBackups {

    private final Backups backups;
    private final Ids ids;
    private final Clock clock;

    public BackupService(Backups backups, Ids ids, Clock clock) {
        this.backups = backups;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Made make() {
        return new Made.Done(backups.make(BackupId.of(clock.instant(), ids.objectId())));
    }

    @Override
    public List<Backup> list() {
        return backups.list();
    }

    @Override
    public Removal remove(BackupId id) {
        return backups.remove(id);
    }
}
