package dev.switchboard.adapter.out.persistence.keys;

/// There is no usable master key, so the hub must not start: with another key, its stored secrets
/// and issued callback addresses would be worthless. The message is one line for people, without
/// any part of the key.
public final class MasterKeyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MasterKeyException(String message) {
        super(message);
    }

    MasterKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
