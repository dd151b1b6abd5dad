package dev.switchboard.adapter.in.socket.websocket;

import org.springframework.web.socket.CloseStatus;

/// What a session ends by itself for, whatever it carries. The codes are RFC 6455's.
public enum Violation {
    BINARY(1003, "text only"),
    BAD_TEXT(1007, "invalid UTF-8"),
    TOO_LARGE(1009, "frame too large"),
    /// Ours: all clients together have begun more than there is room for.
    UNAFFORDABLE(1013, "try again later"),
    /// Ours: a handler failed.
    FAILURE(1011, "internal error");

    private final int code;
    private final String reason;

    Violation(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public CloseStatus status() {
        return new CloseStatus(code, reason);
    }
}
