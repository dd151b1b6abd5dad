package dev.switchboard.application.port.out.backup;

import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.util.List;

/// Makes and keeps copies of the whole store. A store that is a database of its own leaves backups
/// to its operator and does not offer this port.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store cannot be copied, or its copies cannot be reached.
public interface Backups {

    /// Makes a copy without blocking writers; durable when it returns. The copy is the state of the
    /// store at one instant during the call: it holds every write that returned before the call,
    /// and no write in part. A copy that fails, or that a crash interrupts, is never listed.
    Backup make(BackupId id);

    /// Returns all copies, newest first.
    List<Backup> list();

    /// Removes a copy for good. The other copies and the store lose nothing.
    ///
    /// @return [Removal#UNKNOWN] if there is no copy with this name
    Removal remove(BackupId id);
}
