package dev.switchboard.adapter.out.persistence.keys;

/// There is no usable master key, so the hub must not start: with another one the secrets it stored
/// and the callback addresses it gave away would be worthless. The message is one line for people,
/// without any part of the key.
public final class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MasterKeyException(String message) {
        super(message);
    }

    MasterKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
