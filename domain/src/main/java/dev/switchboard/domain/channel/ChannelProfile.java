package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.json.JsonValues;
import java.util.List;

/// The fields of a channel that admins write: name (at most 200 characters), description (at most
/// 4096), metadata, and at most 50 tags of 1-100 characters.
public record ChannelProfile(
        String name, String description, Metadata metadata, List<String> tags) {

    public ChannelProfile {
        requireLength("channel_name", name, 200);
        requireLength("channel_description", description, 4096);
        tags = List.copyOf(tags);
        if (tags.size() > 50) {
            throw new InvalidValueException("channel_tags", Reason.TOO_LONG);
        }
        for (String tag : tags) {
            if (tag.isEmpty()) {
                throw new InvalidValueException("channel_tags", Reason.INVALID);
            }
            requireLength("channel_tags", tag, 100);
        }
    }

    private static void requireLength(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
    }

    /// Whether both profiles say the same, regardless of the order of metadata members.
    public boolean saysTheSameAs(ChannelProfile other) {
        return name.equals(other.name)
                && description.equals(other.description)
                && tags.equals(other.tags)
                && JsonValues.same(metadata.values(), other.metadata.values());
    }
}
