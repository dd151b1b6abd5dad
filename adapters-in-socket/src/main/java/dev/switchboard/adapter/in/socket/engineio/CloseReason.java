package dev.switchboard.adapter.in.socket.engineio;

/// Why a session ended. The code is stable; people read it in logs and metrics.
public enum CloseReason {
    /// The client said so, by a close packet or a WebSocket close.
    CLIENT("client"),
    /// The client went away without a word: an aborted poll, a broken connection.
    TRANSPORT("transport"),
    /// No pong came in time.
    PING_TIMEOUT("ping_timeout"),
    /// The client broke the protocol.
    PROTOCOL("protocol"),
    /// A frame or body was over maxPayload.
    TOO_LARGE("too_large"),
    /// No namespace was joined in time.
    NOT_CONNECTED("not_connected"),
    /// The client took no byte for too long while something waited.
    SLOW("slow"),
    /// The client sent more than its rate allows.
    RATE("rate"),
    /// A newer connection with the same session took over.
    REPLACED("replaced"),
    /// The layer above ended it.
    SERVER("server"),
    /// This server is going away.
    DRAIN("drain");

    private final String code;

    CloseReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// Whether what is queued may still go out: this side ends it, and nothing is wrong with the
    /// client.
    boolean leavesTime() {
        return switch (this) {
            case NOT_CONNECTED, RATE, REPLACED, SERVER, DRAIN -> true;
            case CLIENT, TRANSPORT, PING_TIMEOUT, PROTOCOL, TOO_LARGE, SLOW -> false;
        };
    }
}
