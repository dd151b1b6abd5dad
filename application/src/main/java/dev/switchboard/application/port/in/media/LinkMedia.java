package dev.switchboard.application.port.in.media;

import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import java.util.Optional;

/// Makes links to files, valid for a day for anybody who has them: agents' browsers, and platforms
/// that show a user an agent's file.
public interface LinkMedia {

    /// Returns the address of a file, whether it exists or not.
    String link(MediaId id);

    /// Whether other machines can follow the links, because an operator configured the hub's
    /// address.
    boolean isPublic();

    /// Returns the description of a file that an agent sent. Throws
    /// [dev.switchboard.application.port.out.store.StoreUnavailableException] if the store does not
    /// answer.
    Optional<MediaFile> find(MediaId id);
}
