package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Checks fields of one body that do not depend on each other, so that its sender hears of all that
/// are wrong at once. For one thread at a time.
public final class FieldChecks {

    private final List<InvalidValueException> refused = new ArrayList<>();

    /// Checks one more.
    ///
    /// @return this
    public FieldChecks check(Supplier<?> field) {
        try {
            var _ = field.get();
        } catch (InvalidValueException e) {
            refused.add(e);
        }
        return this;
    }

    /// What may be made of the fields once all of them are right.
    ///
    /// @throws InvalidFieldsException if one of them is wrong
    public <T> T then(Supplier<T> made) {
        if (refused.isEmpty()) {
            return made.get();
        }
        throw new InvalidFieldsException(refused);
    }
}
