package dev.switchboard.adapter.in.socket.cti;

import org.springframework.web.socket.CloseStatus;

/// The errors that clients get in error frames. Names and close codes are API and never change
/// their meaning; the messages are for people.
enum ErrorCode {
    AUTH_REQUIRED(4003, Closing.AT_ONCE, "The first frame must authenticate."),
    INVALID_TOKEN(4003, Closing.AT_ONCE, "The access token is not valid."),
    NO_IDENTITY(4003, Closing.AT_ONCE, "The access token names no organisation and user."),
    SESSION_EXPIRED(4003, Closing.AFTER_GRACE, "The access token has expired."),
    IDENTITY_CHANGED(4003, Closing.AT_ONCE, "The access token is another user's."),
    AUTH_TIMEOUT(4007, Closing.AT_ONCE, "No valid authentication in time."),
    CONNECTION_LIMIT(4008, Closing.AT_ONCE, "Too many connections of this user."),
    BAD_CLIENT(1008, Closing.AT_ONCE, "The client is not known."),
    BAD_ORG(4001, Closing.AFTER_TWENTY, "The organisation is not yours."),
    BAD_USER(4002, Closing.AFTER_TWENTY, "There is no such user."),
    USER_DENIED(4002, Closing.AFTER_TWENTY, "You may not see this user."),
    SUBSCRIPTION_FAILED(4004, Closing.AFTER_TWENTY, "The subscription failed."),
    SUBSCRIPTION_LIMIT(4004, Closing.AFTER_TWENTY, "Too many subscriptions."),
    SUBSCRIPTION_REVOKED(4004, Closing.AFTER_TWENTY, "The subscription has ended."),
    BAD_GROUP(4005, Closing.AFTER_TWENTY, "There is no such group."),
    GROUP_DENIED(4006, Closing.AFTER_TWENTY, "You may not see this group."),
    BAD_FRAME(1008, Closing.AFTER_TWENTY, "Frame is not a valid JSON object."),
    UNKNOWN_TYPE(1008, Closing.AFTER_TWENTY, "Unknown message type."),
    WRONG_ENDPOINT(1008, Closing.AFTER_TWENTY, "This message belongs to the other endpoint."),
    RATE_LIMITED(1008, Closing.AFTER_TWENTY, "Too many frames."),
    UNAVAILABLE(1013, Closing.AFTER_TWENTY, "Not available now, try again.");

    /// The time at which an error ends its connection.
    enum Closing {
        AT_ONCE,
        /// After a few seconds, unless the client authenticates again.
        AFTER_GRACE,
        /// When it is the last of twenty errors within a minute.
        AFTER_TWENTY
    }

    private final int closeCode;
    private final Closing closing;
    private final String message;

    ErrorCode(int closeCode, Closing closing, String message) {
        this.closeCode = closeCode;
        this.closing = closing;
        this.message = message;
    }

    CloseStatus status() {
        return new CloseStatus(closeCode, name());
    }

    Closing closing() {
        return closing;
    }

    String message() {
        return message;
    }
}
