package dev.switchboard.application.port.in.canned;

import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.handoff.TenantId;
import java.util.List;

/// Keeps the canned replies of a tenant. Nobody sees another tenant's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepCannedReplies {

    /// As many as a tenant may have: a console can search them at each key.
    int MOST = 500;

    /// A tenant's replies by shortcut: all of them.
    List<CannedReply> list(TenantId tenant);

    /// Adds a reply with the version 1, or replaces the one before its version.
    Saved save(CannedReply reply);

    /// @return false if there is none
    boolean remove(TenantId tenant, String shortcut);

    enum Saved {
        DONE,
        /// There is one with this shortcut already, or it has another version, or it is gone.
        CHANGED,
        /// The tenant has [#MOST].
        TOO_MANY
    }
}
