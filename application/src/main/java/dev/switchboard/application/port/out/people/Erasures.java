package dev.switchboard.application.port.out.people;

import dev.switchboard.domain.people.Erasure;
import java.util.List;
import java.util.Optional;

/// Stores erasures: running ones are found after a crash, finished ones are kept as evidence.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Erasures {

    /// Stores or replaces an erasure durably.
    void save(Erasure erasure);

    Optional<Erasure> find(String id);

    /// Returns all erasures in no order. There are few.
    List<Erasure> all();
}
