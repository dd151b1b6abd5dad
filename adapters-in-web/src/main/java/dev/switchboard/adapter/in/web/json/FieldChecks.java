package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Validates independent fields of one body, so that its sender is told of all invalid ones at
/// once, up to a limit. Not thread-safe.
public final class FieldChecks {

    /// The upper limit of invalid fields that a sender is told of: a body may have thousands.
    static final int MOST = 50;

    private final List<InvalidValueException> refused = new ArrayList<>();

    public FieldChecks() {}

    /// @param refused the fields that were refused before
    FieldChecks(List<InvalidValueException> refused) {
        this.refused.addAll(refused);
    }

    /// Validates one field.
    ///
    /// @return this
    public FieldChecks check(Supplier<?> field) {
        var _ = field(field);
        return this;
    }

    /// Validates one field and keeps its value.
    ///
    /// @return returns the value once all fields are valid
    public <T extends @Nullable Object> Supplier<T> field(Supplier<T> field) {
        try {
            T value = field.get();
            return () -> value;
        } catch (InvalidValueException e) {
            refuse(e);
        } catch (InvalidFieldsException e) {
            e.refused().forEach(this::refuse);
        }
        return () -> {
            throw new IllegalStateException("It is asked for before all fields are right");
        };
    }

    private void refuse(InvalidValueException field) {
        if (refused.size() < MOST) {
            refused.add(field);
        }
    }

    /// Returns an object made from the fields.
    ///
    /// @throws InvalidFieldsException if one of them is invalid
    public <T extends @Nullable Object> T then(Supplier<T> made) {
        require();
        return made.get();
    }

    /// @throws InvalidFieldsException if one of them is invalid
    public void require() {
        if (!refused.isEmpty()) {
            throw new InvalidFieldsException(refused);
        }
    }
}
