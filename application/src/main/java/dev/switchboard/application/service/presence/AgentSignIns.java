package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Signs users in at the desk with the state they chose last, and out with their profile's first
/// state of kind OFFLINE, or with that of the usual profile if they have none that is known.
record AgentSignIns(Changeset draft) {

    /// Makes a user present or absent.
    ///
    /// @param agents the agents who are this user; without any, the user's shift ends
    void settle(UserRef user, List<Agent> agents, boolean there) {
        Shift before = draft.shift(user.number());
        boolean was = before != null && before.there();
        Availability chosen = before == null ? null : before.before();
        if (there && !was) {
            come(user, chosen);
            chosen = null;
        } else if (was && !there) {
            chosen = leave(user);
        }
        if (agents.isEmpty()) {
            draft.remove(EntryKey.shift(user.number()));
        } else if (before == null
                || was != there
                || !before.agents().equals(agents)
                || !Objects.equals(before.before(), chosen)) {
            draft.put(new Shift(user.number(), agents, there, chosen, draft.seq()));
        }
    }

    /// @param chosen the state chosen before the user left; null if there is none, or another one
    ///   was chosen since
    private void come(UserRef ref, @Nullable Availability chosen) {
        User user = draft.known(ref);
        Availability now = user.presence().availability();
        Availability next =
                chosen == null && now.equals(Availability.UNSET)
                        ? firstFree().orElse(now)
                        : Objects.requireNonNullElse(chosen, now);
        draft.show(user, user.presence().choosing(next));
    }

    /// Changes of profiles run alone, so the profiles of the snapshot are complete.
    private Optional<Availability> firstFree() {
        return draft.image().profiles().values().stream()
                .map(Profile::profile)
                .flatMap(profile -> profile.first(Kind.AVAILABLE).stream())
                .findFirst();
    }

    /// @return the state that the user had chosen; null if it stays in force
    private @Nullable Availability leave(UserRef ref) {
        User user = draft.user(ref.number());
        if (user == null) {
            return null;
        }
        Availability chosen = user.presence().availability();
        AvailabilityProfile known = draft.profile(chosen.profileId());
        Availability offline =
                Objects.requireNonNullElse(known, AvailabilityProfile.DEFAULT)
                        .first(Kind.OFFLINE)
                        .orElse(chosen);
        draft.show(user, user.presence().choosing(offline));
        return offline.equals(chosen) ? null : chosen;
    }
}
