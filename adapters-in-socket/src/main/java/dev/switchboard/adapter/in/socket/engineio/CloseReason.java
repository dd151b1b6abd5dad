package dev.switchboard.adapter.in.socket.engineio;

/// The reason for the end of a session. The codes are stable; they appear in logs and metrics.
public enum CloseReason {
    /// The client closed it, by a close packet or a WebSocket close.
    CLIENT("client"),
    /// The client vanished: an aborted poll, a broken connection.
    TRANSPORT("transport"),
    /// No pong came in time.
    PING_TIMEOUT("ping_timeout"),
    /// The client violated the protocol.
    PROTOCOL("protocol"),
    /// A frame or body exceeded maxPayload.
    TOO_LARGE("too_large"),
    /// No namespace was joined in time.
    NOT_CONNECTED("not_connected"),
    /// The client read nothing for too long while data waited.
    SLOW("slow"),
    /// The client exceeded its rate limit.
    RATE("rate"),
    /// A newer connection with the same session took over.
    REPLACED("replaced"),
    /// The upper layer ended it.
    SERVER("server"),
    /// This server is shutting down.
    DRAIN("drain");

    private final String code;

    CloseReason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// Whether queued data may still be sent: this side ends the session, and nothing is wrong with
    /// the client.
    boolean leavesTime() {
        return switch (this) {
            case NOT_CONNECTED, RATE, REPLACED, SERVER, DRAIN -> true;
            case CLIENT, TRANSPORT, PING_TIMEOUT, PROTOCOL, TOO_LARGE, SLOW -> false;
        };
    }

    /// Whether the client is to come back at once. Its WebSocket ends without a close frame then:
    /// the stock Java client answers none, and would notice only that a ping is missing, after more
    /// than a minute.
    boolean bidsReturn() {
        return this == DRAIN || this == SERVER;
    }
}
