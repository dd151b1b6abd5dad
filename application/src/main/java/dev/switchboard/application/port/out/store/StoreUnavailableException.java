package dev.switchboard.application.port.out.store;

/// Thrown if the store did not answer in time: nothing may be acknowledged.
///
/// The outcome of the operation is unknown: it may still take effect. Every port of a store may
/// throw it, and so may every inbound port that needs the store. The core never catches it to
/// continue as if nothing had happened.
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreUnavailableException(String message) {
        super(message);
    }
}
