package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Checks fields of one body that do not depend on each other, so that its sender hears of all that
/// are wrong at once. For one thread at a time.
public final class FieldChecks {

    private final List<InvalidValueException> refused = new ArrayList<>();

    public FieldChecks() {}

    /// @param refused what was found wrong before
    FieldChecks(List<InvalidValueException> refused) {
        this.refused.addAll(refused);
    }

    /// Checks one more.
    ///
    /// @return this
    public FieldChecks check(Supplier<?> field) {
        var _ = field(field);
        return this;
    }

    /// Checks one more and keeps it.
    ///
    /// @return gives the field once all of them are right
    public <T extends @Nullable Object> Supplier<T> field(Supplier<T> field) {
        try {
            T value = field.get();
            return () -> value;
        } catch (InvalidValueException e) {
            refused.add(e);
        } catch (InvalidFieldsException e) {
            refused.addAll(e.refused());
        }
        return () -> {
            throw new IllegalStateException("It is asked for before all fields are right");
        };
    }

    /// What may be made of the fields once all of them are right.
    ///
    /// @throws InvalidFieldsException if one of them is wrong
    public <T extends @Nullable Object> T then(Supplier<T> made) {
        require();
        return made.get();
    }

    /// @throws InvalidFieldsException if one of them is wrong
    public void require() {
        if (!refused.isEmpty()) {
            throw new InvalidFieldsException(refused);
        }
    }
}
