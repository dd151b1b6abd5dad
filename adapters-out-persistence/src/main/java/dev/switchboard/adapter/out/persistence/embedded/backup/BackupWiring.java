package dev.switchboard.adapter.out.persistence.embedded.backup;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.backup.Backups;
import java.nio.file.Path;

/// Makes the backups of a store.
public final class BackupWiring {

    private BackupWiring() {}

    /// @param files the folder of the data directory that has the store's files and no others;
    ///   backups are kept beside it
    public static Backups backups(Store store, Path files) {
        return new EmbeddedBackups(
                store, files.resolveSibling("backups"), files.getFileName().toString());
    }
}
