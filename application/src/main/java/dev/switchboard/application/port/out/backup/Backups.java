package dev.switchboard.application.port.out.backup;

import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;

/// Makes and keeps copies of all that is stored. Stores that are databases of their own leave that
/// to whoever runs them, and do not offer this port.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store cannot be copied, or its copies cannot be reached.
public interface Backups {

    /// Makes a copy, durable when it returns, without holding up those who write. It is what was
    /// stored at one instant during the call: all of every write that returned before it, and of no
    /// write a part. One that fails, or is cut short by a crash, leaves nothing that is listed.
    Backup make(BackupId id);

    /// Newest first.
    List<Backup> list();

    /// Removes a copy for good; the others, and the store, lose nothing.
    ///
    /// @return [Removal#UNKNOWN] if there is none of that name
    Removal remove(BackupId id);
}
