package dev.switchboard.application.port.in.backup;

import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;

/// Copies of all that is stored, which a hub can be started on.
public interface KeepBackups {

    /// Makes one while the hub goes on: it holds whatever was acknowledged before, and perhaps some
    /// of what comes meanwhile, each conversation up to some message without a gap.
    Made make();

    /// Newest first.
    List<Backup> list();

    Removal remove(BackupId id);

    sealed interface Made {

        record Done(Backup backup) implements Made {}

        /// The store is a database of its own: whoever runs it makes its backups.
        record ByTheDatabase() implements Made {}
    }
}
