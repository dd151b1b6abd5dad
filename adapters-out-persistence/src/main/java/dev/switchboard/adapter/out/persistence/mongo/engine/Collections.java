package dev.switchboard.adapter.out.persistence.mongo.engine;

import dev.switchboard.adapter.out.persistence.document.TableForm;

/// The names of our collections.
public final class Collections {

    public static final String JOURNAL = "journal";
    public static final String TRACES = "traces";
    public static final String CHANNELS = "channels";
    public static final String ACCOUNTS = "accounts";
    public static final String AUDIT = "audit";
    public static final String AUDIT_INTENTS = "audit_intents";
    public static final String ACTIVITY = "activity";
    public static final String CLAIMS = "claims";
    public static final String CLIENT_SESSIONS = "client_sessions";
    public static final String AGENT_SESSIONS = "agent_sessions";
    public static final String HANDOFFS = TableForm.HANDOFFS.name();
    public static final String CHATS = TableForm.CHATS.name();
    public static final String USER_NAMES = "user_names";
    public static final String DESK_SESSIONS = "desk_sessions";
    public static final String MEDIA = "media";
    public static final String MEDIA_PIECES = "media_pieces";
    public static final String WAITING_PARTS = "waiting_parts";
    public static final String PRESENCE = "presence";
    public static final String UPSTREAM_TOKENS = "upstream_tokens";
    public static final String VERSIONS = "versions";
    public static final String DAY_KEYS = "day_keys";
    public static final String HUBS = "hubs";
    public static final String PARTITIONS = "partitions";
    public static final String STORE = "store";
    public static final String HEALTH = "health";

    private Collections() {}
}
