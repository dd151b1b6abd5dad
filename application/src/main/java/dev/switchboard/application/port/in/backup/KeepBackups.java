package dev.switchboard.application.port.in.backup;

import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;

/// Makes and manages copies of the whole store. A hub can be started on such a copy.
public interface KeepBackups {

    /// Makes a backup while the hub keeps running. It holds everything that was acknowledged before
    /// the call and perhaps some later messages; each conversation is complete up to some message.
    Made make();

    /// Returns all backups, newest first.
    List<Backup> list();

    Removal remove(BackupId id);

    /// True if the store is a database whose operator makes the backups.
    boolean areOfTheDatabase();

    sealed interface Made {

        record Done(Backup backup) implements Made {}

        /// The store is a database of its own; its operator makes the backups.
        record ByTheDatabase() implements Made {}
    }
}
