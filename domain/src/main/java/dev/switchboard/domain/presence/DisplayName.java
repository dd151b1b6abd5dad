package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.ReadableText;

/// A name for people to read: without control characters, and without unpaired surrogates, which
/// not every store could write.
public final class DisplayName {

    /// The longest name of a user, group, profile or state, in characters.
    static final int LONGEST = 200;

    private DisplayName() {}

    public static String require(String field, String text) {
        if (text.isBlank()) {
            throw new InvalidValueException(field, Reason.MISSING);
        }
        return requireOrNone(field, text);
    }

    /// Like [#require], but allows an empty text.
    static String requireOrNone(String field, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
        if (!ReadableText.isReadable(text)) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
        return text;
    }
}
