package dev.switchboard.application.port.out.audit;

import java.util.Optional;

/// How far the audit was streamed. Each method may throw
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public interface AuditCursor {

    /// The id of the last entry that was streamed; empty before the first.
    Optional<String> last();

    /// Says durably that this entry was streamed, and all before it.
    void move(String id);
}
