package dev.switchboard.domain.session;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// The id of a client's connection, as the client knows it: its socket id, 1 to 64 characters. It
/// is random, so knowing it proves that the connection is one's own.
public record ClientId(String value) {

    public ClientId {
        if (value.isEmpty() || value.length() > 64) {
            throw new InvalidValueException("client_id", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return "ClientId[" + value.substring(0, Math.min(4, value.length())) + "…]";
    }
}
