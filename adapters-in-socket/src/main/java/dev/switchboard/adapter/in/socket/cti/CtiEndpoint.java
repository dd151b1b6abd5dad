package dev.switchboard.adapter.in.socket.cti;

/// The endpoints that clients connect to.
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
