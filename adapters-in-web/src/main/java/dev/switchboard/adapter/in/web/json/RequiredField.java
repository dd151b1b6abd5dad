package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import org.jspecify.annotations.Nullable;

/// Checks required values.
public final class RequiredField {

    private RequiredField() {}

    /// Returns the value.
    ///
    /// @throws InvalidValueException with [Reason#MISSING] if it is null
    public static <T> T value(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidValueException(name, Reason.MISSING);
        }
        return value;
    }
}
