package dev.switchboard.adapter.in.socket.engineio;

import java.util.Locale;

/// The transports of packets.
public enum Transport {
    /// One HTTP request per direction; the client's GET waits for data.
    POLLING,
    WEBSOCKET;

    /// Its name in a request's query and in the open packet.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
