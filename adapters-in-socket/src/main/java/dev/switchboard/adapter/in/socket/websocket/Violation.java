package dev.switchboard.adapter.in.socket.websocket;

import org.springframework.web.socket.CloseStatus;

/// The errors for which a session ends by itself, whatever it carries. The codes are those of RFC
/// 6455.
public enum Violation {
    BINARY(1003, "text only"),
    BAD_TEXT(1007, "invalid UTF-8"),
    TOO_LARGE(1009, "frame too large"),
    /// All clients together have begun more than there is room for.
    UNAFFORDABLE(1013, "try again later"),
    /// A handler failed.
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
