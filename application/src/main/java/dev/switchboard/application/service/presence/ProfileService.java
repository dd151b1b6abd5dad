package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ManageProfiles;
import dev.switchboard.application.port.in.presence.ManageStates;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The availability profiles of organisations and their states. They change rarely and one at a
/// time; whether somebody is in a state is looked for among all users.
public final class ProfileService implements ManageProfiles, ManageStates {

    private static final int MOST_PROFILES = 100;

    private final OpenOrganisations organisations;

    public ProfileService(OpenOrganisations organisations) {
        this.organisations = organisations;
    }

    @Override
    public List<AvailabilityProfile> list(OrgId org) {
        return organisations
                .of(org)
                .look(image -> image.profiles().values().stream().map(Profile::profile).toList());
    }

    @Override
    public Optional<AvailabilityProfile> find(OrgId org, long profile) {
        return organisations
                .of(org)
                .look(image ->
                        Optional.ofNullable(image.profiles().get(profile)).map(Profile::profile));
    }

    @Override
    public Created create(OrgId org, @Nullable Long number, String name, List<State> states) {
        AvailabilityProfile proposed =
                new AvailabilityProfile(number == null ? 1 : number, name, states);
        return organisations
                .of(org)
                .changeAlone(draft -> {
                    var profiles = draft.image().profiles();
                    long free = profiles.isEmpty() ? 1 : profiles.lastKey() + 1;
                    AvailabilityProfile profile =
                            number == null
                                    ? new AvailabilityProfile(free, name, proposed.states())
                                    : proposed;
                    if (profiles.containsKey(profile.number())) {
                        return new Created.Exists();
                    }
                    if (profiles.size() >= MOST_PROFILES) {
                        return new Created.TooMany();
                    }
                    draft.put(new Profile(profile, draft.seq()));
                    return new Created.Done(profile);
                });
    }

    @Override
    public Changed replace(OrgId org, long number, String name, @Nullable List<State> states) {
        return change(
                org,
                number,
                (draft, before) -> {
                    AvailabilityProfile after =
                            new AvailabilityProfile(
                                    number, name, states == null ? before.states() : states);
                    boolean inUse =
                            isAnybody(
                                    draft,
                                    chosen ->
                                            isIn(chosen, number)
                                                    && before.state(chosen.stateId()).isPresent()
                                                    && after.state(chosen.stateId()).isEmpty());
                    if (inUse) {
                        return new Changed.InUse();
                    }
                    draft.put(new Profile(after, draft.seq()));
                    return new Changed.Done(after);
                });
    }

    private static boolean isIn(Availability availability, long profile) {
        return availability.profileId() == profile;
    }

    /// Also for those who have left and will come back with it.
    private static boolean isAnybody(Draft draft, Predicate<Availability> wanted) {
        return Stream.concat(
                        draft.image().usersBehind(0).stream()
                                .map(user -> user.presence().availability()),
                        draft.image().shifts().stream()
                                .flatMap(shift -> Optional.ofNullable(shift.before()).stream()))
                .anyMatch(wanted);
    }

    @Override
    public Changed remove(OrgId org, long number) {
        return change(
                org,
                number,
                (draft, profile) -> {
                    if (isAnybody(draft, chosen -> isIn(chosen, number))) {
                        return new Changed.InUse();
                    }
                    draft.remove(EntryKey.profile(number));
                    return new Changed.Done(profile);
                });
    }

    private Changed change(
            OrgId org, long number, BiFunction<Draft, AvailabilityProfile, Changed> work) {
        return organisations
                .of(org)
                .changeAlone(draft -> {
                    AvailabilityProfile profile = draft.profile(number);
                    return profile == null ? new Changed.Unknown() : work.apply(draft, profile);
                });
    }

    @Override
    public Outcome create(OrgId org, long profile, @Nullable Long number, Wording wording) {
        return changeStates(
                org,
                profile,
                (draft, before) -> {
                    long free =
                            before.states().isEmpty() ? 1 : before.states().getLast().number() + 1;
                    State state = state(number == null ? free : number, wording);
                    if (before.state(state.number()).isPresent()) {
                        return new Outcome.Exists();
                    }
                    if (before.states().size() >= AvailabilityProfile.MOST_STATES) {
                        return new Outcome.TooMany();
                    }
                    draft.put(new Profile(before.with(state), draft.seq()));
                    return new Outcome.Done(state);
                });
    }

    private static State state(long number, Wording wording) {
        return new State(number, wording.name(), wording.displayName(), wording.kind());
    }

    @Override
    public Outcome replace(OrgId org, long profile, long number, Wording wording) {
        return changeStates(
                org,
                profile,
                (draft, before) -> {
                    if (before.state(number).isEmpty()) {
                        return new Outcome.UnknownState();
                    }
                    State state = state(number, wording);
                    draft.put(new Profile(before.with(state), draft.seq()));
                    return new Outcome.Done(state);
                });
    }

    @Override
    public Outcome remove(OrgId org, long profile, long number) {
        return changeStates(
                org,
                profile,
                (draft, before) -> {
                    Optional<State> state = before.state(number);
                    if (state.isEmpty()) {
                        return new Outcome.UnknownState();
                    }
                    if (isAnybody(draft, chosen -> chosen.is(before, number))) {
                        return new Outcome.InUse();
                    }
                    draft.put(new Profile(before.without(number), draft.seq()));
                    return new Outcome.Done(state.get());
                });
    }

    private Outcome changeStates(
            OrgId org, long number, BiFunction<Draft, AvailabilityProfile, Outcome> work) {
        return organisations
                .of(org)
                .changeAlone(draft -> {
                    AvailabilityProfile profile = draft.profile(number);
                    return profile == null
                            ? new Outcome.UnknownProfile()
                            : work.apply(draft, profile);
                });
    }
}
