package dev.switchboard.adapter.out.persistence.embedded;

/// The database file cannot be used as it is.
final class UnusableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /// Without a cause, because it was looked for.
    ///
    /// @param reason for people, without paths
    UnusableFileException(String reason) {
        super(reason);
        this.reason = reason;
    }

    UnusableFileException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
