package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stores the sessions at desks, one record each, with the process that runs each. Tokens are
/// encrypted.
///
/// A process that runs sessions is a **holder**. Its name is unique to the process and its start.
/// It holds all its sessions by one lease, which it renews. A lease that has run out is never
/// renewed, so a holder that was frozen for too long begins again under a new name. Another holder
/// may then take each of its sessions, once, which raises the session's fence. Every write names
/// the fence under which it was made, so the previous holder can write nothing more.
///
/// A store that belongs to one process remembers no leases: every other holder is dead, and a
/// restart does not wait for the previous process.
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

    /// Takes a session from a holder whose lease has run out. Of concurrent callers, one gets it.
    ///
    /// @return the session with its new holder; empty if it is over, unknown or held by another.
    ///   Its current holder gets it unchanged
    Optional<DeskSession> take(DeskRef chat, String holder, Instant now);

    /// Renews or begins a holder's lease. A time that is not after `now` ends it.
    ///
    /// @return false if it had run out or was ended: this name never holds anything again
    boolean renew(String holder, Instant now, Instant until);

    /// Returns sessions of a desk that are not over and have no live holder, by ascending name.
    /// Uses an index, so the number of ended sessions does not matter.
    ///
    /// @param holder the caller; its own sessions are left out
    /// @param limit 1 to 1000
    List<DeskSession> adrift(String desk, String holder, Instant now, int limit);

    /// Removes sessions that ended before a time, and leases that ran out before it.
    ///
    /// @return the number of sessions removed
    int purge(Instant before);
}
