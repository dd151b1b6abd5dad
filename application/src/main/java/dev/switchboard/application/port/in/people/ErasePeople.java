package dev.switchboard.application.port.in.people;

import dev.switchboard.domain.people.Erasure;
import java.util.List;
import java.util.Optional;

/// A person is forgotten.
///
/// Every method throws `StoreUnavailableException` if the store does not answer.
public interface ErasePeople {

    /// Begins to erase all that is kept under any of a person's names: the request is durable when
    /// this returns, and goes on by itself, also after a crash. What is said in their conversations
    /// meanwhile is erased as well, until the last look at each; what comes later is kept.
    ///
    /// @param by the admin's name
    /// @throws dev.switchboard.domain.InvalidValueException naming `person` if nobody can have it
    Asked erase(String name, String by);

    Optional<Erasure> find(String id);

    /// All there ever were, the newest first.
    List<Erasure> all();

    sealed interface Asked {

        /// It is under way, since now or since it was asked for before.
        record Begun(Erasure erasure) implements Asked {}

        /// Nothing is kept of anybody of this name that could be erased.
        record Nobody() implements Asked {}
    }
}
