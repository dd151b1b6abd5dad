package dev.switchboard.application.port.out.replay;

import dev.switchboard.domain.replay.Replay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stores replays: open ones are found after a crash, finished ones answer repeats.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Replays {

    /// Stores a new replay durably.
    ///
    /// @return false if there is one with its id already; then nothing changed
    boolean insert(Replay replay);

    /// Replaces a replay durably.
    void save(Replay replay);

    Optional<Replay> find(String id);

    /// Returns the [open][Replay#isOpen] replays. There are few.
    List<Replay> open();

    /// Removes the replays that were accepted at `last` or before and are not open.
    void forgetThrough(Instant last);
}
