package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The id of a lease, from an accept to its end: `le_` and 24 hexadecimal digits.
public record LeaseId(String value) {

    private static final Pattern FORM = Pattern.compile("le_[0-9a-f]{24}");

    public LeaseId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("leaseId", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
