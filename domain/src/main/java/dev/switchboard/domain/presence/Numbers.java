package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// What an organisation counts its users, groups, profiles and states by: whole numbers from 1 to
/// the greatest that every client can hold in a double.
public final class Numbers {

    public static final long GREATEST = (1L << 53) - 1;

    private Numbers() {}

    public static long require(String field, long number) {
        if (number < 1 || number > GREATEST) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
        return number;
    }

    /// As [#require], or 0 for none.
    static long requireOrNone(String field, long number) {
        return number == 0 ? 0 : require(field, number);
    }
}
