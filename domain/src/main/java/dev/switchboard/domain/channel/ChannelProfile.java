package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.List;

/// The fields of a channel that admins write: name (at most 200 characters), description (at most
/// 4096), metadata, and at most 50 tags of 1-100 characters.
public record ChannelProfile(
        String name, String description, Metadata metadata, List<String> tags) {

    private static final int MAX_NAME = 200;
    private static final int MAX_DESCRIPTION = 4096;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG = 100;

    public ChannelProfile {
        requireLength(ChannelFields.NAME, name, MAX_NAME);
        requireLength(ChannelFields.DESCRIPTION, description, MAX_DESCRIPTION);
        tags = List.copyOf(tags);
        if (tags.size() > MAX_TAGS) {
            throw new InvalidValueException(ChannelFields.TAGS, Reason.TOO_LONG);
        }
        for (String tag : tags) {
            if (tag.isEmpty()) {
                throw new InvalidValueException(ChannelFields.TAGS, Reason.INVALID);
            }
            requireLength(ChannelFields.TAGS, tag, MAX_TAG);
        }
    }

    /// The part of a hand-made profile that is within the limits.
    public static ChannelProfile fitted(
            String name, String description, Metadata metadata, List<String> tags) {
        return new ChannelProfile(
                cut(name, MAX_NAME),
                cut(description, MAX_DESCRIPTION),
                metadata,
                tags.stream()
                        .filter(tag -> !tag.isEmpty())
                        .limit(MAX_TAGS)
                        .map(tag -> cut(tag, MAX_TAG))
                        .toList());
    }

    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                ? text
                : text.substring(0, text.offsetByCodePoints(0, max));
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
                && metadata.saysTheSameAs(other.metadata);
    }
}
