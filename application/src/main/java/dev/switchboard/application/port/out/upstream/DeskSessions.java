package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.desk.DeskRef;
import dev.switchboard.domain.desk.DeskSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is kept of sessions at desks, one record each, and which process runs it. Tokens are kept
/// encrypted.
///
/// A process that runs sessions is a **holder**, under a name that no other process and no other
/// start ever has. It holds all its sessions by one lease, which it renews; a lease that has run
/// out is never renewed, so a holder that was frozen for too long begins again under a new name. Of
/// its sessions every one may then be taken by another, once, which raises the session's fence; and
/// every write names the fence under which it was made, so that the one before writes nothing more.
///
/// A store that belongs to one process remembers no leases: every other holder is dead, and no
/// restart waits for the process before it.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface DeskSessions {

    /// Begins the session, durably.
    ///
    /// @return false if there is one of this name already, in whatever state
    boolean insert(DeskSession first);

    /// Without its token if that can no longer be decrypted.
    Optional<DeskSession> find(DeskRef chat);

    /// Puts it in the place of the one before, durably.
    ///
    /// @return false, and nothing changed, unless its fence is the stored one and the stored one is
    ///   not over; or if the same stands already, it is true again
    boolean save(DeskSession next);

    /// Takes a session from a holder whose lease has run out. Of several who try at once, one gets
    /// it.
    ///
    /// @return it as it is now, or empty if it is over, unknown, or held. Who holds it gets it as
    ///   it is
    Optional<DeskSession> take(DeskRef chat, String holder, Instant now);

    /// Renews a holder's lease, or begins it. A time that is not after `now` ends it.
    ///
    /// @return false if it had run out or was ended: this name holds nothing any more, for ever
    boolean renew(String holder, Instant now, Instant until);

    /// Sessions of a desk that are not over and that nobody holds, by ascending name. Found by an
    /// index, however many are over.
    ///
    /// @param holder who asks; its own are not among them
    /// @param limit 1 to 1000
    List<DeskSession> adrift(String desk, String holder, Instant now, int limit);

    /// Forgets those that were over before, and leases that ran out before.
    ///
    /// @return how many sessions
    int purge(Instant before);
}
