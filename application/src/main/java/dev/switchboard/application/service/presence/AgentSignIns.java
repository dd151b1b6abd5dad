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

/// A user comes to the desk in the state chosen last, and leaves it for the profile's first state
/// of kind OFFLINE.
record AgentSignIns(Changeset draft) {

    /// Makes a user be there or not.
    ///
    /// @param agents who are this user; the user has no shift any more without any
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

    /// @param chosen before the user left; null if nothing was, or something else has been since
    private void come(UserRef ref, @Nullable Availability chosen) {
        User user = draft.known(ref);
        Availability now = user.presence().availability();
        Availability next =
                chosen == null && now.equals(Availability.UNSET)
                        ? firstFree().orElse(now)
                        : Objects.requireNonNullElse(chosen, now);
        draft.show(user, user.presence().choosing(next));
    }

    /// Profiles change alone, so those of the image are all there are.
    private Optional<Availability> firstFree() {
        return draft.image().profiles().values().stream()
                .map(Profile::profile)
                .flatMap(profile -> profile.first(Kind.AVAILABLE).stream())
                .findFirst();
    }

    /// @return what the user had chosen; null if that stays
    private @Nullable Availability leave(UserRef ref) {
        User user = draft.user(ref.number());
        if (user == null) {
            return null;
        }
        Availability chosen = user.presence().availability();
        AvailabilityProfile profile = draft.profile(chosen.profileId());
        Availability offline =
                profile == null ? chosen : profile.first(Kind.OFFLINE).orElse(chosen);
        draft.show(user, user.presence().choosing(offline));
        return offline.equals(chosen) ? null : chosen;
    }
}
