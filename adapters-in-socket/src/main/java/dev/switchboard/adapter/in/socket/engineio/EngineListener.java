package dev.switchboard.adapter.in.socket.engineio;

import java.util.Map;
import java.util.Set;

/// The layer above the sessions.
public interface EngineListener {

    /// The names of the cookies that it reads; a session keeps no others.
    default Set<String> cookies() {
        return Set.of();
    }

    /// Called before a client gets its session. May add header fields to the response, such as a
    /// cookie; must not block.
    default Map<String, String> opening(Handshake handshake) {
        return Map.of();
    }

    /// Called when a session begins. The open packet is already queued; messages offered now follow
    /// it.
    ///
    /// @return the receiver of everything that the client sends
    EngineReceiver opened(EngineSocket socket);
}
