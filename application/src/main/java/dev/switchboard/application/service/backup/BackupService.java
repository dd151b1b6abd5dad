package dev.switchboard.application.service.backup;

import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Manages backups under names that contain their time.
public final class BackupService implements KeepBackups {

    private final @Nullable Backups backups;
    private final Ids ids;
    private final Clock clock;

    /// @param backups null if the operator of the database makes backups
    public BackupService(@Nullable Backups backups, Ids ids, Clock clock) {
        this.backups = backups;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Made make() {
        return backups == null
                ? new Made.ByTheDatabase()
                : new Made.Done(backups.make(BackupId.of(clock.instant(), ids.objectId())));
    }

    @Override
    public List<Backup> list() {
        return backups == null ? List.of() : backups.list();
    }

    @Override
    public Removal remove(BackupId id) {
        return backups == null ? Removal.UNKNOWN : backups.remove(id);
    }

    @Override
    public boolean areOfTheDatabase() {
        return backups == null;
    }
}
