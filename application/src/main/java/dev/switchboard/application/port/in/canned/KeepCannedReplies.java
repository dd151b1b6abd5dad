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

    /// The most that a tenant may have: a console can search them at each key.
    int MOST = 500;

    /// The most that an agent may have beside them.
    int MOST_OWN = 100;

    /// Returns all replies of a shelf, by shortcut.
    List<CannedReply> list(Shelf shelf);

    /// Adds a reply with the version 1, or replaces the one before its version.
    Saved save(CannedReply reply);

    /// Adds replies and replaces those with the same shortcuts, whatever their versions are: all of
    /// them, or none if there would be too many. What is there beside them stays. A reply that
    /// somebody else changes at the same moment stays as they leave it.
    ///
    /// @param replies each with another shortcut; their versions do not matter
    /// @param trial whether nothing is changed, and it is only said what would be
    SavedAll saveAll(Shelf shelf, List<CannedReply> replies, boolean trial);

    /// @return false if there is none
    boolean remove(Shelf shelf, String shortcut);

    /// The numbers of an import.
    ///
    /// @param created those of [#tooMany] are not among them
    /// @param unchanged those that were there as they are; their versions stay
    /// @param tooMany the shortcuts for which there is no place. If there is one, nothing was
    ///   changed
    record SavedAll(int created, int changed, int unchanged, List<String> tooMany) {

        public SavedAll {
            tooMany = List.copyOf(tooMany);
        }
    }

    enum Saved {
        DONE,
        /// There is one with this shortcut already, or it has another version, or it is gone.
        CHANGED,
        /// The tenant has [#MOST], or the agent [#MOST_OWN].
        TOO_MANY
    }
}
