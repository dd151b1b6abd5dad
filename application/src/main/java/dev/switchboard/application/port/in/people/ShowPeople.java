package dev.switchboard.application.port.in.people;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.people.Person;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/// Shows a person's stored data.
///
/// Every method throws `StoreUnavailableException` if the store does not answer.
public interface ShowPeople {

    /// Finds everybody with this name in some system: the name may be a whole conversation id, the
    /// user's name in the conversation's own system, or a name in signed tokens or local accounts.
    /// Reads all claims, and all conversations unless the name is a conversation id.
    ///
    /// @throws dev.switchboard.domain.InvalidValueException naming `person` if the name is
    ///   impossible
    Optional<Person> find(String name);

    /// Passes all items to the viewer one by one: each is consumed before the next is read. Lines
    /// of one file come together.
    void show(Person person, Consumer<Item> viewer);

    sealed interface Item {

        /// @param file the name of the file
        /// @param json one line of the file
        record Line(String file, String json) implements Item {}

        /// A file that an agent sent.
        record Attachment(MediaFile file, ByteBuffer bytes) implements Item {}
    }
}
