package dev.switchboard.adapter.in.web.json;

import dev.switchboard.domain.InvalidValueException;
import java.util.List;

/// Thrown if fields of a body have invalid values.
public final class InvalidFieldsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<InvalidValueException> refused;

    /// @param refused at least one
    InvalidFieldsException(List<InvalidValueException> refused) {
        super(refused.getFirst());
        this.refused = List.copyOf(refused);
    }

    public List<InvalidValueException> refused() {
        return refused;
    }
}
