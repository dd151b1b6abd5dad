package dev.switchboard.application.port.out.notice;

import dev.switchboard.domain.notice.AdminNotice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stores what admins say to all consoles. Every write is durable when it returns.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Notices {

    /// Stores a new notice.
    ///
    /// @return false if there is one with its id already; then nothing changed
    boolean insert(AdminNotice notice);

    /// Replaces a notice.
    void save(AdminNotice notice);

    Optional<AdminNotice> find(String id);

    /// The notices that are not withdrawn, in any order. There are few; some may be over.
    List<AdminNotice> open();

    /// Removes the notices whose time was over at `last`.
    void forgetThrough(Instant last);
}
