package dev.switchboard.application.port.in.people;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.people.Person;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/// A person is shown what is kept of them.
///
/// Every method throws `StoreUnavailableException` if the store does not answer.
public interface ShowPeople {

    /// Everybody who has this name in some system: a conversation's whole name, or what its own
    /// system calls the user, or what signed tokens or the accounts here do. Goes through all
    /// claims, and through all conversations unless the name is a conversation's.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `person` if nobody can have it
    Optional<Person> find(String name);

    /// Shows all there is, a little at a time: each item is taken before the next one is read. What
    /// belongs into one file comes together.
    void show(Person person, Consumer<Item> viewer);

    sealed interface Item {

        /// @param file the name of the file
        /// @param json one line of it
        record Line(String file, String json) implements Item {}

        /// A file that an agent sent.
        record Attachment(MediaFile file, ByteBuffer bytes) implements Item {}
    }
}
