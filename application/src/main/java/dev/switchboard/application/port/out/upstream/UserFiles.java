package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Fetches files that users send. A message describes its file in its vendor's own JSON. The bytes
/// stay on the platform and are fetched from there each time.
public interface UserFiles {

    /// The reason for refusing a file that is too large.
    ParkReason TOO_LARGE = new ParkReason("media_too_large");

    /// A system without files.
    UserFiles NONE =
            new UserFiles() {
                @Override
                public Optional<Described> in(Message message) {
                    return Optional.empty();
                }

                @Override
                public Fetched fetch(Message message) {
                    return new Fetched.Away();
                }

                @Override
                public int most() {
                    return 0;
                }
            };

    /// Returns the file of a message; empty if there is none.
    Optional<Described> in(Message message);

    /// Fetches the bytes of a message's file, once. Blocks for at most about 15 s, and never throws
    /// for a failure of the peer.
    Fetched fetch(Message message);

    /// The greatest size of a file in bytes.
    int most();

    /// @param type the platform's word for it, such as `image`
    /// @param name with an extension, and without anything that could lead elsewhere in a path
    /// @param mimeType the platform's type; empty if it gives none
    /// @param caption the user's text below the file; may be empty
    record Described(String type, String name, String mimeType, String caption) {

        @Override
        public String toString() {
            return "Described[" + type + "]";
        }
    }

    sealed interface Fetched {

        record Here(String mimeType, ByteBuffer bytes) implements Fetched {
            public Here {
                bytes = bytes.asReadOnlyBuffer();
            }

            @Override
            public String toString() {
                return "Here[" + bytes.remaining() + "]";
            }
        }

        /// Another try may succeed.
        record Away() implements Fetched {}

        /// No other try will succeed.
        record Refused(ParkReason why) implements Fetched {}
    }
}
