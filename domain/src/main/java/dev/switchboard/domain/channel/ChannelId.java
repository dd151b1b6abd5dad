package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// An admin's name for a channel: 1-100 of `[A-Za-z0-9._~-]`, neither `.` nor `..`, so it is usable
/// unescaped as a path segment.
public record ChannelId(String value) implements Comparable<ChannelId> {

    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,100}");

    public ChannelId {
        if (!FORM.matcher(value).matches() || value.equals(".") || value.equals("..")) {
            throw new InvalidValueException(ChannelFields.ID, Reason.INVALID);
        }
    }

    /// By code point, which is the order in which lists of channels are paged.
    @Override
    public int compareTo(ChannelId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
