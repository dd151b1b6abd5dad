package dev.switchboard.adapter.out.persistence.embedded;

/// The data directory is not for this hub to use, so it must not start. The message is one line for
/// people.
final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryException(String message) {
        super(message);
    }

    DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
