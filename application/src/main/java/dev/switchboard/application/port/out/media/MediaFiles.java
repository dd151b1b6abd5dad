package dev.switchboard.application.port.out.media;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.time.Instant;
import java.util.Optional;

/// Files that agents send, whole. A file is there with all of its bytes or not at all: what a crash
/// leaves half stored is nobody's and goes with the purge.
///
/// Every method throws [dev.switchboard.application.port.out.store.StoreUnavailableException] if
/// the store does not answer in time.
public interface MediaFiles {

    /// Keeps a file durably, under an id that was never used.
    ///
    /// @param bytes as many as the file's size says
    void keep(MediaFile file, byte[] bytes);

    /// What is known of a file.
    Optional<MediaFile> find(MediaId id);

    /// All of its bytes.
    Optional<byte[]> bytes(MediaId id);

    /// Forgets one; harmless if it is not there.
    void forget(MediaId id);

    /// Forgets those that are older, a bounded number of them at a time.
    ///
    /// @return how many
    int purge(Instant before);
}
