package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.cluster.PartitionKey;
import java.util.regex.Pattern;

/// The id of an organisation: 1-64 of `[A-Za-z0-9_-]`. Two organisations share nothing.
public record OrgId(String value) implements Comparable<OrgId>, PartitionKey {

    public static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public OrgId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValueException("org", Reason.INVALID);
        }
    }

    @Override
    public int compareTo(OrgId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String partitionKey() {
        return "o/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
