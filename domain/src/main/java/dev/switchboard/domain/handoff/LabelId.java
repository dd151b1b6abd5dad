package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// The id of a label within its list: 1 to 40 small letters, digits, `.`, `_` and `-`. It means the
/// same for ever, because conversations keep it.
public record LabelId(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    public LabelId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("id", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
