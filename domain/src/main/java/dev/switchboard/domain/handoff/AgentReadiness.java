package dev.switchboard.domain.handoff;

import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;

/// An agent's availability: a state of one of the organisation's profiles.
public record AgentReadiness(long profileId, long stateId, Kind kind) {

    /// Available, in the profile that every organisation starts with.
    public static final AgentReadiness AVAILABLE = new AgentReadiness(1, 1, Kind.AVAILABLE);

    public static final AgentReadiness OFFLINE = new AgentReadiness(1, 5, Kind.OFFLINE);

    /// Returns the name of the state for people to read; that of its kind if the profile has no
    /// such state.
    public String nameIn(AvailabilityProfile choices) {
        return choices.state(stateId)
                .map(AvailabilityProfile.State::displayName)
                .orElse(kind.name());
    }

    /// Whether the agent gets offers and may accept.
    public boolean takesChats() {
        return kind == Kind.AVAILABLE;
    }
}
