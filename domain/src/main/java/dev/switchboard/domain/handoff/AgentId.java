package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;

/// The `sub` of an agent's token: 1-200 characters, none of them a control character.
public record AgentId(String value) {

    public AgentId {
        if (value.isBlank()
                || value.length() > 200
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("agentId", Reason.INVALID);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
