package dev.switchboard.adapter.out.persistence.mongo.channel;

/// The names in a channel's document: the five of the contract, which people may write as well, and
/// below [#OURS] what is ours alone.
final class ChannelFields {

    static final String ID = "channel_id";
    static final String NAME = "channel_name";
    static final String DESCRIPTION = "channel_description";
    static final String METADATA = "channel_metadata";
    static final String TAGS = "channel_tags";

    static final String OURS = "switchboard";
    static final String VERSION = "version";
    static final String REVISION = "revision";
    static final String CREATED_AT = "created_at";
    static final String DISABLED_FOR = "disabled_for";
    static final String SECRETS = "secrets";
    static final String CHECKS = "checks";
    static final String CHECKED_AT = "checked_at";

    private ChannelFields() {}

    static String ours(String field) {
        return OURS + "." + field;
    }
}
