package dev.switchboard.application.port.out.live;

import java.util.Optional;

/// Seals hints by a key that all hubs of a store have. The carrier of hints can neither read nor
/// make them.
public interface HintSeal {

    byte[] close(byte[] hint);

    /// Empty if no hub of this store made it.
    Optional<byte[]> open(byte[] sealed);

    /// Returns the topic for a name, the same at every hub. It does not tell the name.
    String topic(String name);
}
