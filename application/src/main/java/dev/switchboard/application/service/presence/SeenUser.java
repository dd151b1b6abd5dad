package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A user who is an agent of ours, as the organisation shows them.
///
/// @param choices the states that the user may choose from
/// @param name empty if unknown
record SeenUser(AgentReadiness readiness, AvailabilityProfile choices, String name) {

    static final SeenUser NOTHING =
            new SeenUser(AgentReadiness.OFFLINE, AvailabilityProfile.DEFAULT, "");

    /// A state that only a telephone system knows is none in which somebody takes chats.
    static SeenUser of(@Nullable User user, OrganisationSnapshot snapshot) {
        if (user == null) {
            return NOTHING;
        }
        String name = user.presence().name();
        Availability chosen = user.presence().availability();
        if (chosen.profileId() == 0) {
            long usual = AvailabilityProfile.DEFAULT.number();
            return new SeenUser(AgentReadiness.OFFLINE, choices(snapshot, usual), name);
        }
        AvailabilityProfile choices = choices(snapshot, chosen.profileId());
        Kind kind = choices.state(chosen.stateId()).map(State::kind).orElse(Kind.AWAY);
        return new SeenUser(
                new AgentReadiness(chosen.profileId(), chosen.stateId(), kind), choices, name);
    }

    /// A profile that is not there has no states.
    private static AvailabilityProfile choices(OrganisationSnapshot snapshot, long number) {
        return Optional.ofNullable(snapshot.profiles().get(number))
                .map(Profile::profile)
                .orElseGet(() -> new AvailabilityProfile(number, "none", List.of()));
    }
}
