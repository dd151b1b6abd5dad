package dev.switchboard.domain.identity;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// An account's log-in name: 1-100 of `[A-Za-z0-9._@+-]`.
public record Username(String value) {

    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9._@+-]{1,100}");

    public Username {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("username", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
