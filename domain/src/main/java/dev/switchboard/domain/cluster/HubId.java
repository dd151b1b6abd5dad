package dev.switchboard.domain.cluster;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// The id of one start of a hub, 1 to 64 characters. A hub that starts again has a new one.
public record HubId(String value) {

    public HubId {
        if (value.isEmpty() || value.length() > 64) {
            throw new InvalidValueException("hub", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
