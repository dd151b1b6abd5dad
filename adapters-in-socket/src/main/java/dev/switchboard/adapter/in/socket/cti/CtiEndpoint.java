package dev.switchboard.adapter.in.socket.cti;

/// Where clients connect.
enum CtiEndpoint {
    /// Presence and availability.
    EVENTS("/v1/events"),
    /// Unread counters.
    SUBSCRIBE("/v1/subscribe");

    private final String path;

    CtiEndpoint(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }
}
