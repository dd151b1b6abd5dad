package dev.switchboard.adapter.in.socket.cti;

import org.springframework.web.socket.CloseStatus;

/// Why the hub ends a connection without an error frame. All the client lost is what `after` brings
/// back.
enum ConnectionEnd {
    DRAIN(1001, "drain"),
    SLOW(1013, "slow"),
    /// Too many connections, of its network or in all, have not proven who they are.
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
