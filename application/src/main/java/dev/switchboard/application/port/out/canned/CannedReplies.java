package dev.switchboard.application.port.out.canned;

import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.List;

/// Keeps the canned replies of tenants and of agents, each on its shelf.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface CannedReplies {

    /// What stands on a shelf, by shortcut.
    ///
    /// @param limit 1 to 1000
    List<CannedReply> of(Shelf shelf, int limit);

    /// Adds a reply, unless its shelf has one with this shortcut.
    Outcome insert(CannedReply reply);

    /// Replaces the reply with this shortcut, if it still has that version.
    Outcome replace(CannedReply reply, long version);

    /// @return [Outcome#REFUSED] if there is none
    Outcome remove(Shelf shelf, String shortcut);

    enum Outcome {
        DONE,
        REFUSED
    }
}
