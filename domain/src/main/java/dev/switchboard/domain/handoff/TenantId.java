package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.util.regex.Pattern;

/// Whose agents, queues and customers these are; no tenant sees another's. 1-64 of
/// `[A-Za-z0-9_.-]`.
public record TenantId(String value) {

    // First, for the one below is checked by it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /// A hub that serves one company has this one only.
    public static final TenantId DEFAULT = new TenantId("default");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("tenant", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
