package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// A queue of a tenant: 1-64 of `[A-Za-z0-9_.-]`.
public record QueueId(String value) {

    // Declared first: the constant below is checked against it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /// The queue that every tenant has.
    public static final QueueId DEFAULT = new QueueId("default");

    public QueueId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("queueId", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
