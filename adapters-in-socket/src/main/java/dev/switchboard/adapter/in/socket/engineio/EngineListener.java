package dev.switchboard.adapter.in.socket.engineio;

import java.util.Map;
import java.util.Set;

/// The layer above the sessions.
public interface EngineListener {

    /// The cookies that it looks at: a session keeps no others.
    default Set<String> cookies() {
        return Set.of();
    }

    /// A client asks for a session, before it gets one. May add header fields to the answer, such
    /// as a cookie; must not block.
    default Map<String, String> opening(Handshake handshake) {
        return Map.of();
    }

    /// A session begins. The open packet is queued already; what is offered now comes behind it.
    ///
    /// @return gets everything the client sends
    EngineReceiver opened(EngineSocket socket);
}
