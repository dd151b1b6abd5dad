package dev.switchboard.application.port.out.media;

import dev.switchboard.domain.media.MediaId;
import java.time.Instant;

/// Signs that whoever has it may have a file, up to a time.
public interface MediaSignatures {

    /// Of characters that may stand in a query.
    String sign(MediaId id, Instant until);

    /// Whether this is that signature. The time is not looked at.
    boolean isOurs(MediaId id, Instant until, String signature);
}
