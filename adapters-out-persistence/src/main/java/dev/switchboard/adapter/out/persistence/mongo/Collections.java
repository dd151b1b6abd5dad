package dev.switchboard.adapter.out.persistence.mongo;

/// The names of our collections.
final class Collections {

    static final String JOURNAL = "journal";
    static final String CHANNELS = "channels";
    static final String ACCOUNTS = "accounts";
    static final String AUDIT = "audit";
    static final String ACTIVITY = "activity";
    static final String CLAIMS = "claims";
    static final String CLIENT_SESSIONS = "client_sessions";
    static final String AGENT_SESSIONS = "agent_sessions";
    static final String WAITING_PARTS = "waiting_parts";
    static final String UPSTREAM_TOKENS = "upstream_tokens";
    static final String HEALTH = "health";

    private Collections() {}
}
