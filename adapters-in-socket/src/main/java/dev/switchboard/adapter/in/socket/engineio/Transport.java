package dev.switchboard.adapter.in.socket.engineio;

import java.util.Locale;

/// How packets travel.
public enum Transport {
    /// One HTTP request per direction, the client's GET waiting for data.
    POLLING,
    WEBSOCKET;

    /// The word in a request's query and in the open packet.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
