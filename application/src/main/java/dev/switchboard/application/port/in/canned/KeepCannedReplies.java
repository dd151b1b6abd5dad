package dev.switchboard.application.port.in.canned;

import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.List;

/// Keeps the canned replies of tenants, and those of an agent's own. Nobody sees another tenant's
/// or another agent's.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface KeepCannedReplies {

    /// As many as a tenant may have: a console can search them at each key.
    int MOST = 500;

    /// As many as an agent may have beside them.
    int MOST_OWN = 100;

    /// By shortcut: all of them.
    List<CannedReply> list(Shelf shelf);

    /// Adds a reply with the version 1, or replaces the one before its version.
    Saved save(CannedReply reply);

    /// @return false if there is none
    boolean remove(Shelf shelf, String shortcut);

    enum Saved {
        DONE,
        /// There is one with this shortcut already, or it has another version, or it is gone.
        CHANGED,
        /// The tenant has [#MOST], or the agent [#MOST_OWN].
        TOO_MANY
    }
}
