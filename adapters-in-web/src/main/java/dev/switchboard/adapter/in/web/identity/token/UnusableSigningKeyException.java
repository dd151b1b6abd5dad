package dev.switchboard.adapter.in.web.identity.token;

/// The key that signs our tokens is there and cannot be used. Making a new one would end every
/// session without anybody having asked for it, so the start ends instead.
final class UnusableSigningKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSigningKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableSigningKeyException(String message) {
        super(message);
    }
}
