package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.domain.presence.Viewer.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Accepts the reports of telephone systems and the choices of people.
final class ReportService implements ReportPresence {

    private final OpenOrganisations organisations;

    ReportService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public UserPresence report(UserRef user, Report report) {
        Duration expiresIn = report.expiresIn();
        return organisations
                .writer(user.org())
                .change(changeset -> {
                    Instant expiresAt = expiresIn == null ? null : changeset.now().plus(expiresIn);
                    User before = changeset.known(user);
                    UserPresence after =
                            before.presence()
                                    .after(
                                            new UserPresence.Report(
                                                    report.call(),
                                                    report.availability(),
                                                    report.sourceSeq(),
                                                    expiresAt));
                    changeset.show(before, after);
                    return after;
                });
    }

    @Override
    public Chosen choose(Viewer viewer, UserRef user, long profileId, long stateId) {
        Optional<Refusal> refusal = viewer.refusalToChoose(user);
        return refusal.isPresent()
                ? new Chosen.Refused(refusal.get())
                : organisations
                        .writer(user.org())
                        .change(changeset -> choose(changeset, viewer, user, profileId, stateId));
    }

    private static Chosen choose(
            Changeset changeset, Viewer viewer, UserRef user, long profileId, long stateId) {
        if (changeset.user(user.number()) == null && !viewer.isSelf(user)) {
            return new Chosen.Refused(Refusal.UNKNOWN);
        }
        AvailabilityProfile profile = changeset.profile(profileId);
        if (profile == null) {
            return new Chosen.NoSuchProfile();
        }
        Optional<State> state = profile.state(stateId);
        if (state.isEmpty()) {
            return new Chosen.NoSuchState();
        }
        Availability chosen = profile.in(state.get());
        return new Chosen.Done(viewer.view(choose(changeset, changeset.known(user), chosen)));
    }

    private static UserPresence choose(Changeset changeset, User before, Availability chosen) {
        UserPresence after = before.presence().choosing(chosen);
        changeset.show(before, after);
        return after;
    }
}
