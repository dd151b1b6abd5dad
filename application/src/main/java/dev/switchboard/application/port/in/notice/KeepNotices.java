package dev.switchboard.application.port.in.notice;

import dev.switchboard.domain.notice.AdminNotice;
import java.util.List;

/// Keeps the notices of admins for all consoles. Consoles of this hub hear of a change at once,
/// those of other hubs within seconds.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; a repeat then completes what was begun.
public interface KeepNotices {

    /// The most notices that may stand: a console shows them above everything else.
    int MOST = 20;

    /// Returns the notices that stand, the oldest first.
    List<AdminNotice> standing();

    Publication publish(AdminNotice notice);

    /// Withdraws a notice that stands.
    ///
    /// @return false if there is none
    boolean withdraw(String id);

    sealed interface Publication {

        /// @param notice as it was published first
        record Done(AdminNotice notice) implements Publication {}

        /// There is another one with this id.
        record KeyReused() implements Publication {}

        /// The most notices stand already.
        record TooMany() implements Publication {}
    }
}
