package dev.switchboard.adapter.out.persistence.mongo;

/// The names of our collections.
final class Collections {

    static final String JOURNAL = "journal";
    static final String CHANNELS = "channels";
    static final String ACCOUNTS = "accounts";
    static final String AUDIT = "audit";
    static final String HEALTH = "health";

    private Collections() {}
}
