package dev.switchboard.application.port.out.media;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.time.Instant;
import java.util.Optional;

/// Stores the files that agents send. A file exists with all its bytes or not at all: parts that a
/// crash leaves belong to no file and are purged.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer in time.
public interface MediaFiles {

    /// Stores a file durably under an unused id.
    ///
    /// @param bytes as many as the file's size says
    void keep(MediaFile file, byte[] bytes);

    /// Returns the description of a file.
    Optional<MediaFile> find(MediaId id);

    /// Returns all bytes of a file.
    Optional<byte[]> bytes(MediaId id);

    /// Removes a file. Does nothing if it does not exist.
    void forget(MediaId id);

    /// Removes all older files, in bounded steps.
    ///
    /// @return the number removed
    int purge(Instant before);
}
