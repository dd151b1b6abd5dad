package dev.switchboard.adapter.out.persistence.mongo.engine;

/// The configured connection string cannot be used. The message never quotes it, for it may hold a
/// password.
final class RefusedUriException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedUriException(String reason) {
        super("switchboard.mongodb.uri " + reason);
    }
}
