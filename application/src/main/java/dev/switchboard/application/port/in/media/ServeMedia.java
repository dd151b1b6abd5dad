package dev.switchboard.application.port.in.media;

import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Stores files that agents send, and serves files. Throws
/// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
/// answer.
public interface ServeMedia {

    /// The greatest size of a file in bytes.
    int most();

    /// Stores a file. Durable when it returns.
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

    /// Whether a link is of this hub and has not expired.
    ///
    /// @param expires seconds since 1970, from the link
    /// @param signature from the link
    boolean isGood(MediaId id, long expires, String signature);

    /// Opens a file for the holder of a link.
    ///
    /// @param expires seconds since 1970, from the link
    /// @param signature from the link
    Opened open(MediaId id, long expires, String signature);

    sealed interface Kept {

        record Done(MediaFile file) implements Kept {}

        record TooLarge() implements Kept {}

        record Empty() implements Kept {}

        /// Browsers would execute it.
        record Active() implements Kept {}
    }

    sealed interface Opened {

        /// @param name the file name with its extension
        /// @param mimeType a type that no browser executes
        record Here(String name, String mimeType, ByteBuffer bytes) implements Opened {

            @Override
            public String toString() {
                return "Here[" + bytes.remaining() + "]";
            }
        }

        /// The link was not signed by this hub or has expired.
        record Forbidden() implements Opened {}

        record NotFound() implements Opened {}

        record TooLarge() implements Opened {}

        /// The platform that stores it does not serve it now.
        record Away() implements Opened {}
    }
}
