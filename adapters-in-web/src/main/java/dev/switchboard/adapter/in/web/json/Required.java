package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import org.jspecify.annotations.Nullable;

/// What a caller must give.
public final class Required {

    private Required() {}

    /// The value, if there is one.
    ///
    /// @throws InvalidValueException with [Reason#MISSING] if there is none
    public static <T> T value(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(name, Reason.MISSING);
        }
        return value;
    }
}
