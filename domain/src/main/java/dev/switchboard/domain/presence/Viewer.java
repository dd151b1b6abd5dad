package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Role;
import java.util.Optional;
import java.util.Set;

/// A viewer and their rights: they always see themselves, others of their organisation with the
/// role AGENT, and ids for listening in with the role SUPERVISOR.
///
/// @param number their own user number, or 0 if they are no user of the organisation
/// @param agent whether they have the role AGENT or one that includes it
/// @param supervisor whether they have the role SUPERVISOR or one that includes it
public record Viewer(OrgId org, long number, boolean agent, boolean supervisor) {

    public Viewer {
        Numbers.requireOrNone("userId", number);
        if (supervisor && !agent) {
            throw new InvalidValueException("roles", Reason.INVALID);
        }
    }

    /// @param number 0 if they are no user of the organisation
    public static Viewer of(OrgId org, long number, Set<Role> roles) {
        boolean supervisor = roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
        return new Viewer(org, number, supervisor || roles.contains(Role.AGENT), supervisor);
    }

    /// Returns the reason why they may not see a subject; empty if they may. The answer does not
    /// depend on whether the subject exists.
    public Optional<Refusal> refusal(Subject subject) {
        if (!org.equals(subject.org())) {
            return Optional.of(Refusal.FOREIGN_ORG);
        }
        return agent || isSelf(subject) ? Optional.empty() : Optional.of(Refusal.DENIED);
    }

    /// Returns the reason why they may not choose a user's availability; empty if they may. Users
    /// choose their own, supervisors anybody's.
    public Optional<Refusal> refusalToChoose(UserRef user) {
        if (!org.equals(user.org())) {
            return Optional.of(Refusal.FOREIGN_ORG);
        }
        return supervisor || isSelf(user) ? Optional.empty() : Optional.of(Refusal.DENIED);
    }

    /// Whether they see the id for listening in to a user's call.
    public boolean seesChannelOf(UserRef user) {
        return supervisor || isSelf(user);
    }

    /// A user's presence, as far as they may see it.
    public UserPresence view(UserPresence presence) {
        return seesChannelOf(presence.user()) ? presence : presence.withoutChannel();
    }

    public boolean isSelf(Subject subject) {
        return subject instanceof UserRef user && user.number() == number && user.org().equals(org);
    }

    /// The reason for which a viewer is shown nothing.
    public enum Refusal {
        /// The subject belongs to another organisation.
        FOREIGN_ORG,
        /// The role is missing.
        DENIED,
        /// There is no such user or group. Only told to viewers who may see all of them.
        UNKNOWN
    }
}
