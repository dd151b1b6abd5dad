package dev.switchboard.adapter.in.web.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonNull;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads channel ids from paths and bodies.
final class ChannelIds {

    private ChannelIds() {}

    /// Returns the id in a path; an impossible one names no channel.
    static Optional<ChannelId> inPath(String segment) {
        try {
            return Optional.of(new ChannelId(segment));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    /// Returns the id in a body.
    static ChannelId inBody(@Nullable JsonValue value) {
        return switch (value) {
            case JsonString(String id) -> new ChannelId(id);
            case null -> throw new InvalidValueException(ChannelFields.ID, Reason.MISSING);
            case JsonNull _ -> throw new InvalidValueException(ChannelFields.ID, Reason.MISSING);
            default -> throw new InvalidValueException(ChannelFields.ID, Reason.INVALID);
        };
    }
}
