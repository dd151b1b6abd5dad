package dev.switchboard.adapter.out.persistence.format;

/// The store has a newer format than this version reads, so the hub must not start. The message is
/// one line for people.
public final class NewerStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerStoreException(String message) {
        super(message);
    }

    NewerStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
