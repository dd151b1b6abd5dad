package dev.switchboard.adapter.in.socket.cti;

import org.springframework.web.socket.CloseStatus;

/// The reasons for which the hub ends a connection without an error frame. The client loses only
/// what `after` brings back.
enum ConnectionEnd {
    DRAIN(1001, "drain"),
    SLOW(1013, "slow"),
    /// Too many unauthenticated connections, of one network or in total.
    CROWDED(1013, "too many connections");

    private final int code;
    private final String reason;

    ConnectionEnd(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}
