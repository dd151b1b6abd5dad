package dev.switchboard.adapter.out.persistence.embedded;

/// This hub may not or cannot use the data directory, so it must not start. The message is one line
/// for people.
final class DataDirectoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryException(String message) {
        super(message);
    }

    DataDirectoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
