package dev.switchboard.application.port.in.media;

import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes files that agents send, and gives files out. Throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer.
public interface ServeMedia {

    /// How many bytes a file may have.
    int most();

    /// Keeps a file. Returns when it is durable.
    ///
    /// @param tenant whose agent sends it
    /// @param name as it was given; may be empty
    /// @param mimeType as it was given; may be empty
    Kept keep(TenantId tenant, String name, String mimeType, byte[] bytes);

    /// A file for an agent. Files of users are opened by their links alone, which the agents who
    /// may see them are given.
    ///
    /// @param tenant the agent's: a file of another one is not there; null for an admin, who may
    ///   have any
    Opened open(MediaId id, @Nullable TenantId tenant);

    /// A file for whoever has a link.
    ///
    /// @param expires seconds since 1970, as the link says
    /// @param signature as the link has it
    Opened open(MediaId id, long expires, String signature);

    sealed interface Kept {

        record Done(MediaFile file) implements Kept {}

        record TooLarge() implements Kept {}

        record Empty() implements Kept {}

        /// Browsers would run it.
        record Active() implements Kept {}
    }

    sealed interface Opened {

        /// @param name with its ending
        /// @param mimeType of what no browser runs
        record Here(String name, String mimeType, ByteBuffer bytes) implements Opened {

            @Override
            public String toString() {
                return "Here[" + bytes.remaining() + "]";
            }
        }

        /// The link is none of ours, or its time is over.
        record Forbidden() implements Opened {}

        record NotFound() implements Opened {}

        record TooLarge() implements Opened {}

        /// The platform that has it does not give it out now.
        record Away() implements Opened {}
    }
}
