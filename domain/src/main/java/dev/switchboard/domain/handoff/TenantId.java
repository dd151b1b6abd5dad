package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.cluster.PartitionKey;
import java.util.regex.Pattern;

/// The owner of agents, queues and customers; no tenant sees another's. 1-64 of `[A-Za-z0-9_.-]`.
public record TenantId(String value) implements PartitionKey {

    // Declared first: the constant below is checked against it.
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /// The only tenant of a hub that serves one company.
    public static final TenantId DEFAULT = new TenantId("default");

    public TenantId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("tenant", Reason.INVALID);
        }
    }

    @Override
    public String partitionKey() {
        return "d/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
