package dev.switchboard.domain.channel;

import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The five fields of a channel that callers of the registry and filters name, and people who edit
/// its document.
public final class ChannelFields {

    public static final String ID = "channel_id";
    public static final String NAME = "channel_name";
    public static final String DESCRIPTION = "channel_description";
    public static final String METADATA = "channel_metadata";
    public static final String TAGS = "channel_tags";

    public static final Set<String> ALL = Set.of(ID, NAME, DESCRIPTION, METADATA, TAGS);

    private ChannelFields() {}

    /// Returns the fields of a channel as one document.
    public static JsonObject of(Channel channel) {
        ChannelProfile profile = channel.profile();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(ID, new JsonString(channel.id().value()));
        members.put(NAME, new JsonString(profile.name()));
        members.put(DESCRIPTION, new JsonString(profile.description()));
        members.put(METADATA, profile.metadata().values());
        members.put(
                TAGS,
                new JsonArray(profile.tags().stream().<JsonValue>map(JsonString::new).toList()));
        return new JsonObject(members);
    }
}
