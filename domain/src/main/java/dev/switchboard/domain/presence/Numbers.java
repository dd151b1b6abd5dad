package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// The numbers of an organisation's users, groups, profiles and states: whole numbers from 1 to the
/// greatest that every client can hold in a double.
public final class Numbers {

    public static final long GREATEST = (1L << 53) - 1;

    private Numbers() {}

    public static long require(String field, long number) {
        if (number < 1 || number > GREATEST) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
        return number;
    }

    /// Like [#require], but allows 0.
    static long requireOrNone(String field, long number) {
        return number == 0 ? 0 : require(field, number);
    }
}
