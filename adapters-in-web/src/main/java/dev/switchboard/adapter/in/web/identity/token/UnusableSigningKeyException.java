package dev.switchboard.adapter.in.web.identity.token;

/// Thrown if the key that signs the hub's tokens exists but cannot be used. A new key would end
/// every session unasked, so the start fails instead.
final class UnusableSigningKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSigningKeyException(String message, Throwable cause) {
        super(message, cause);
    }

    UnusableSigningKeyException(String message) {
        super(message);
    }
}
