package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import dev.switchboard.domain.desk.DeskSession.Hold;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stores the sessions at desks, one record each, with the hub that runs each. Tokens are
/// encrypted.
///
/// The owner of a session's conversation runs it. Each term of an owner has a greater epoch, which
/// is the fence of the sessions that are begun or taken in it. Every write names the fence under
/// which it was made, so the owner before can write nothing more to a session that was taken.
///
/// A store that belongs to one hub counts on by itself: every other holder is dead.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface DeskSessions {

    /// Begins the session durably.
    ///
    /// @return false if a session with this name exists, in any state
    boolean insert(DeskSession first);

    /// Returns a session, without its token if that can no longer be decrypted.
    Optional<DeskSession> find(DeskRef chat);

    /// Replaces a session durably.
    ///
    /// @return false, without a change, unless the stored session has the same fence and is not
    ///   over; true again if the same is stored already
    boolean save(DeskSession next);

    /// Takes a session from the owner of an earlier term. Of concurrent callers, one gets it.
    ///
    /// @param taker the caller, and the epoch of the term in which it owns the conversation
    /// @return the session with its new hold; empty if it is over, unknown, or held in a later
    ///   term. Who holds it in this term gets it unchanged
    Optional<DeskSession> take(DeskRef chat, Hold taker);

    /// Returns the sessions of a desk that are not over, by ascending name. Uses an index, so the
    /// number of ended sessions does not matter.
    ///
    /// @param after the last session of the page before, or null
    /// @param limit 1 to 1000
    List<DeskSession> live(String desk, @Nullable DeskRef after, int limit);

    /// Removes sessions that ended before a time.
    ///
    /// @return the number of sessions removed
    int purge(Instant before);
}
