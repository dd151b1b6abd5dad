package dev.switchboard.application.port.out.audit;

import java.util.Optional;

/// The position of the audit stream. Each method may throw
/// [dev.switchboard.application.port.out.store.StoreUnavailableException].
public interface AuditCursor {

    /// Returns the id of the last streamed entry; empty before the first.
    Optional<String> last();

    /// Records durably that this entry and all before it were streamed.
    void move(String id);
}
