package dev.switchboard.application.port.out.people;

import dev.switchboard.domain.people.Erasure;
import java.util.List;
import java.util.Optional;

/// Keeps erasures: those that run are found after a crash, those that are done show that they were.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer within 2 s.
public interface Erasures {

    /// Stores one durably, in the place of what it was before.
    void save(Erasure erasure);

    Optional<Erasure> find(String id);

    /// All of them, in no order. There are few.
    List<Erasure> all();
}
