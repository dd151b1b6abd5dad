package dev.switchboard.application.port.out.canned;

import dev.switchboard.domain.canned.CannedReply;
import dev.switchboard.domain.canned.Shelf;
import java.util.List;

/// Keeps the canned replies of tenants and of agents, each on its shelf.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface CannedReplies {

    /// Returns the replies of a shelf, by shortcut.
    ///
    /// @param limit 1 to 1000
    List<CannedReply> of(Shelf shelf, int limit);

    /// Adds a reply, unless its shelf has one with this shortcut.
    Outcome insert(CannedReply reply);

    /// Replaces the reply with this shortcut, if it still has that version.
    Outcome replace(CannedReply reply, long version);

    /// Adds those with the version 1, and replaces the version before of the others. It is one
    /// change: readers find all of them or none, also after a crash or an outage in its middle. If
    /// one of them is changed or removed meanwhile, this one stays as that left it.
    ///
    /// @param replies each with another shortcut
    /// @return [Outcome#REFUSED] if one of them has another version, or another such change was
    ///   made at the same time: none was changed then
    Outcome saveAll(Shelf shelf, List<CannedReply> replies);

    /// @return [Outcome#REFUSED] if there is none
    Outcome remove(Shelf shelf, String shortcut);

    enum Outcome {
        DONE,
        REFUSED
    }
}
