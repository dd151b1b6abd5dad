package dev.switchboard.application.port.out.upstream;

import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Files that users send. What a message says of one is its vendor's own JSON, and the bytes stay
/// where the platform keeps them: whoever needs them gets them from there, as often as it takes.
public interface UserFiles {

    /// Why a file is refused that is too large.
    ParkReason TOO_LARGE = new ParkReason("media_too_large");

    /// None.
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

    /// What a message brings; empty if it brings no file.
    Optional<Described> in(Message message);

    /// Gets the bytes of a file that a message brings, once. Blocks for some 15 s at most, and
    /// throws nothing for what a peer can do to it.
    Fetched fetch(Message message);

    /// How many bytes a file may have.
    int most();

    /// @param type what the platform calls it, `image` say
    /// @param name with an ending, and with nothing in it that leads elsewhere in a path
    /// @param mimeType as the platform says; empty if it does not
    /// @param caption what the user wrote below it; may be empty
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

        /// No other try will.
        record Refused(ParkReason why) implements Fetched {}
    }
}
