package dev.switchboard.adapter.out.persistence.keys;

/// A sealed value that cannot be opened, and never will be. The message tells nothing of it.
public final class BrokenSealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BrokenSealException(String reason) {
        super(reason);
    }

    public BrokenSealException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
