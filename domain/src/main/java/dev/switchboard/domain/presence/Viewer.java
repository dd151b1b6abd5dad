package dev.switchboard.domain.presence;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Role;
import java.util.Optional;
import java.util.Set;

/// Somebody who looks, and what they may see: themselves always, others of their organisation with
/// the role AGENT, ids to listen in by with the role SUPERVISOR.
///
/// @param number their own number as a user, or 0 if they are no user of the organisation
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

    /// Why they may not look at somebody or a group, or empty if they may. The answer does not
    /// depend on whether what they ask for exists.
    public Optional<Refusal> refusal(Subject subject) {
        if (!org.equals(subject.org())) {
            return Optional.of(Refusal.FOREIGN_ORG);
        }
        return agent || isSelf(subject) ? Optional.empty() : Optional.of(Refusal.DENIED);
    }

    /// Why they may not choose a user's availability, or empty if they may: one's own, or as a
    /// supervisor anybody's.
    public Optional<Refusal> refusalToChoose(UserRef user) {
        if (!org.equals(user.org())) {
            return Optional.of(Refusal.FOREIGN_ORG);
        }
        return supervisor || isSelf(user) ? Optional.empty() : Optional.of(Refusal.DENIED);
    }

    /// Whether they see the id by which one can listen in to a user's call.
    public boolean seesChannelOf(UserRef user) {
        return supervisor || isSelf(user);
    }

    /// What of a user's presence they see.
    public UserPresence view(UserPresence presence) {
        return seesChannelOf(presence.user()) ? presence : presence.withoutChannel();
    }

    public boolean isSelf(Subject subject) {
        return subject instanceof UserRef user && user.number() == number && user.org().equals(org);
    }

    /// Why somebody is shown nothing.
    public enum Refusal {
        /// It belongs to another organisation.
        FOREIGN_ORG,
        /// The role is missing.
        DENIED,
        /// There is no such user or group. Only said to those who may look at any.
        UNKNOWN
    }
}
