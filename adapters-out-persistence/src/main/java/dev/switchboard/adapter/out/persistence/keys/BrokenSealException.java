package dev.switchboard.adapter.out.persistence.keys;

/// An encrypted value that cannot be decrypted, now or ever. The message does not quote it.
public final class BrokenSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenSealException(String reason) {
        super(reason);
    }

    public BrokenSealException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
