package dev.switchboard.application.port.in.people;

import dev.switchboard.domain.people.Erasure;
import java.util.List;
import java.util.Optional;

/// Erases the data of a person.
///
/// Every method throws `StoreUnavailableException` if the store does not answer.
public interface ErasePeople {

    /// Begins to erase everything that is stored under any of a person's names. The request is
    /// durable when this returns and continues by itself, also after a crash. Messages that enter
    /// the conversations meanwhile are erased as well, until the last pass over each; later ones
    /// are kept.
    ///
    /// @param by the admin's name
    /// @throws dev.switchboard.domain.InvalidValueException naming `person` if the name is
    ///   impossible
    Asked erase(String name, String by);

    Optional<Erasure> find(String id);

    /// Returns all erasures ever requested, newest first.
    List<Erasure> all();

    sealed interface Asked {

        /// The erasure is under way, from now on or by an earlier request.
        record Begun(Erasure erasure) implements Asked {}

        /// Nothing that could be erased is stored under this name.
        record Nobody() implements Asked {}
    }
}
