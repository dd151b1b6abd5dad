package dev.switchboard.application.port.in.notice;

import dev.switchboard.domain.notice.AdminNotice;
import java.util.List;

/// Keeps what admins say to all consoles. Consoles of this hub hear of a change at once, those of
/// other hubs within seconds.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s; a repeat then completes what was begun.
public interface KeepNotices {

    /// As many as may stand: a console shows them above everything else.
    int MOST = 20;

    /// The notices that stand, the oldest first.
    List<AdminNotice> standing();

    Said say(AdminNotice notice);

    /// Withdraws a notice that stands.
    ///
    /// @return false if there is none
    boolean withdraw(String id);

    sealed interface Said {

        /// @param notice as it was said first
        record Done(AdminNotice notice) implements Said {}

        /// There is another one with this id.
        record KeyReused() implements Said {}

        /// As many stand as may.
        record TooMany() implements Said {}
    }
}
