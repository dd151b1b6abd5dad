package dev.switchboard.application.port.in.media;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.util.Optional;

/// Addresses at which anybody who has them gets a file, for a day: browsers of agents, and
/// platforms that show a user what an agent sends.
public interface LinkMedia {

    /// The address of a file, whether it is there or not.
    String link(MediaId id);

    /// Whether others than this machine can follow it, because an operator said how.
    boolean isPublic();

    /// What is known of a file that an agent sends. Throws
    /// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
    /// answer.
    Optional<MediaFile> find(MediaId id);
}
