package dev.switchboard.application.service.backup;

import dev.switchboard.application.port.in.backup.KeepBackups;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;

/// Leaves backups to the operator of the database.
public final class NoBackups implements KeepBackups {

    @Override
    public Made make() {
        return new Made.ByTheDatabase();
    }

    @Override
    public List<Backup> list() {
        return List.of();
    }

    @Override
    public Removal remove(BackupId id) {
        return Removal.UNKNOWN;
    }
}
