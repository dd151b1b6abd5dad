package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The id of a handoff, from the request to its end: `ho_` and 24 hexadecimal digits.
public record HandoffId(String value) {

    private static final Pattern FORM = Pattern.compile("ho_[0-9a-f]{24}");

    public HandoffId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("handoffId", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
