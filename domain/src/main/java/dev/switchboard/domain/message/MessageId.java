package dev.switchboard.domain.message;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// A message's id, given by us and stable over all attempts and restarts: `msg_` and 32 hexadecimal
/// digits that grow with time, so that ids sort by their age.
public record MessageId(String value) {

    private static final Pattern FORM = Pattern.compile("msg_[0-9a-f]{32}");

    public MessageId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("message_id", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
