package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.json.RequiredField;
import dev.switchboard.adapter.in.web.json.StorableNumbers;
import dev.switchboard.application.port.in.channel.ManageChannels.Patch;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.ChannelProfile;
import dev.switchboard.domain.channel.Metadata;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a channel as an admin writes them. Absent fields are null.
record ChannelDocument(
        @Nullable String name,
        @Nullable String description,
        @Nullable Metadata metadata,
        @Nullable List<String> tags) {

    static ChannelDocument from(JsonFields fields) {
        JsonObject metadata = fields.object(ChannelFields.METADATA);
        return new ChannelDocument(
                fields.string(ChannelFields.NAME),
                fields.string(ChannelFields.DESCRIPTION),
                metadata == null ? null : metadata(metadata),
                fields.strings(ChannelFields.TAGS));
    }

    private static Metadata metadata(JsonObject values) {
        if (!StorableNumbers.only(values)) {
            throw new InvalidValueException(ChannelFields.METADATA, Reason.INVALID);
        }
        return new Metadata(values).requireEndpoint();
    }

    /// Returns the profile of a new channel: absent fields are empty, but metadata is required.
    ChannelProfile toProfile() {
        return profileWith(RequiredField.value(ChannelFields.METADATA, metadata));
    }

    /// Returns the change of a channel. Validates the given parts before the channel is looked up.
    Patch toPatch(ChannelId id, @Nullable Long expectedVersion) {
        ChannelProfile checked = profileWith(metadata == null ? Metadata.of(Map.of()) : metadata);
        return new Patch(
                id,
                name,
                description,
                metadata,
                tags == null ? null : checked.tags(),
                expectedVersion);
    }

    private ChannelProfile profileWith(Metadata known) {
        return new ChannelProfile(
                name == null ? "" : name,
                description == null ? "" : description,
                known,
                tags == null ? List.of() : tags);
    }
}
