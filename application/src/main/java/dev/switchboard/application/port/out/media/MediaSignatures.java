package dev.switchboard.application.port.out.media;

import dev.switchboard.domain.media.MediaId;
import java.time.Instant;

/// Signs links: the holder of a signature may read a file until a time.
public interface MediaSignatures {

    /// Returns a signature of characters that are valid in a query.
    String sign(MediaId id, Instant until);

    /// Whether this hub made the signature. Does not check the time.
    boolean isOurs(MediaId id, Instant until, String signature);
}
