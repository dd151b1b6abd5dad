package dev.switchboard.adapter.out.persistence.embedded.engine;

/// The store's files are not for this hub to use.
final class UnusableStoreException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /// @param reason for people, without paths
    UnusableStoreException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
