package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.List;
import java.util.regex.Pattern;

/// A field that filters may name: one of a channel's five fields, or `channel_metadata.` and 1-4
/// segments of `[A-Za-z0-9_-]{1,64}`.
public record FieldPath(List<String> segments) {

    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_SEGMENTS = 5;

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /// @throws InvalidValueException naming the path, if filters may not use it
    public static FieldPath parse(String path) {
        List<String> segments = List.of(path.split("\\.", -1));
        boolean field = segments.size() == 1 && ChannelFields.ALL.contains(path);
        boolean inMetadata =
                segments.size() >= 2
                        && segments.size() <= MAX_SEGMENTS
                        && segments.getFirst().equals(ChannelFields.METADATA)
                        && segments.stream().allMatch(s -> SEGMENT.matcher(s).matches());
        if (!field && !inMetadata) {
            throw new InvalidValueException("filter", Reason.NOT_ALLOWED, path);
        }
        return new FieldPath(segments);
    }

    @Override
    public String toString() {
        return String.join(".", segments);
    }
}
