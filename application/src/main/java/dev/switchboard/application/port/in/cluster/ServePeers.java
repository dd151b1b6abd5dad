package dev.switchboard.application.port.in.cluster;

import dev.switchboard.domain.cluster.PeerAnswer;
import org.jspecify.annotations.Nullable;

/// Serves the other hubs of the store: calls of conversations and organisations that this hub owns.
public interface ServePeers {

    /// Proves the call and makes it. Blocks its thread.
    ///
    /// @param path what is called
    /// @param proof the `Hub` header; null if there is none
    /// @param body the arguments as JSON
    PeerAnswer serve(String path, @Nullable String proof, byte[] body);
}
