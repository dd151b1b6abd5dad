package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// What people read as a name: no control characters and no halves of characters, which not every
/// store could write.
public final class Label {

    /// Characters of a user's, group's, profile's or state's name.
    static final int LONGEST = 200;

    private Label() {}

    public static String require(String field, String text) {
        if (text.isBlank()) {
            throw new InvalidValueException(field, Reason.MISSING);
        }
        return requireOrNone(field, text);
    }

    /// As [#require], or empty for none.
    static String requireOrNone(String field, String text) {
        if (text.length() > LONGEST) {
            throw new InvalidValueException(field, Reason.TOO_LONG);
        }
        boolean readable =
                text.codePoints()
                        .noneMatch(letter ->
                                Character.isISOControl(letter)
                                        || Character.getType(letter) == Character.SURROGATE);
        if (!readable) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
        return text;
    }
}
