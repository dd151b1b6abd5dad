package dev.switchboard.application.port.in.cluster;

import dev.switchboard.domain.cluster.PeerAnswer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Serves the other hubs of the store: calls of conversations and organisations that this hub owns.
public interface ServePeers {

    /// Proves the call and makes it. Blocks its thread.
    ///
    /// @param path what is called
    /// @param proof the `Hub` header; null if there is none
    /// @param body reads the arguments as JSON; it is not asked before the call is proved
    PeerAnswer serve(String path, @Nullable String proof, Supplier<byte[]> body);
}
