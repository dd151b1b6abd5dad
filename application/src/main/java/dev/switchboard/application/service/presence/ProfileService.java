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

/// Manages the availability profiles of organisations and their states. Changes are rare and run
/// one at a time; whether a state is in use is determined by a search over all users.
public final class ProfileService implements ManageProfiles, ManageStates {

    private static final int MOST_PROFILES = 100;

    private final OpenOrganisations organisations;

    ProfileService(OpenOrganisations organisations) {
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
                .writer(org)
                .changeAlone(changeset -> {
                    var profiles = changeset.image().profiles();
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
                    changeset.put(new Profile(profile, changeset.seq()));
                    return new Created.Done(profile);
                });
    }

    @Override
    public Changed replace(OrgId org, long number, String name, @Nullable List<State> states) {
        return change(
                org,
                number,
                (changeset, before) -> {
                    AvailabilityProfile after =
                            new AvailabilityProfile(
                                    number, name, states == null ? before.states() : states);
                    boolean inUse =
                            isAnybody(
                                    changeset,
                                    chosen ->
                                            isIn(chosen, number)
                                                    && before.state(chosen.stateId()).isPresent()
                                                    && after.state(chosen.stateId()).isEmpty());
                    if (inUse) {
                        return new Changed.InUse();
                    }
                    changeset.put(new Profile(after, changeset.seq()));
                    return new Changed.Done(after);
                });
    }

    private static boolean isIn(Availability availability, long profile) {
        return availability.profileId() == profile;
    }

    /// Includes users who have left and will return with this state.
    private static boolean isAnybody(Changeset changeset, Predicate<Availability> wanted) {
        return Stream.concat(
                        changeset.image().usersBehind(0).stream()
                                .map(user -> user.presence().availability()),
                        changeset.image().shifts().stream()
                                .flatMap(shift -> Optional.ofNullable(shift.before()).stream()))
                .anyMatch(wanted);
    }

    @Override
    public Changed remove(OrgId org, long number) {
        return change(
                org,
                number,
                (changeset, profile) -> {
                    if (isAnybody(changeset, chosen -> isIn(chosen, number))) {
                        return new Changed.InUse();
                    }
                    changeset.remove(EntryKey.profile(number));
                    return new Changed.Done(profile);
                });
    }

    private Changed change(
            OrgId org, long number, BiFunction<Changeset, AvailabilityProfile, Changed> work) {
        return organisations
                .writer(org)
                .changeAlone(changeset -> {
                    AvailabilityProfile profile = changeset.profile(number);
                    return profile == null ? new Changed.Unknown() : work.apply(changeset, profile);
                });
    }

    @Override
    public Outcome create(OrgId org, long profile, @Nullable Long number, Wording wording) {
        return changeStates(
                org,
                profile,
                (changeset, before) -> {
                    long free =
                            before.states().isEmpty() ? 1 : before.states().getLast().number() + 1;
                    State state = state(number == null ? free : number, wording);
                    if (before.state(state.number()).isPresent()) {
                        return new Outcome.Exists();
                    }
                    if (before.states().size() >= AvailabilityProfile.MOST_STATES) {
                        return new Outcome.TooMany();
                    }
                    changeset.put(new Profile(before.with(state), changeset.seq()));
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
                (changeset, before) -> {
                    if (before.state(number).isEmpty()) {
                        return new Outcome.UnknownState();
                    }
                    State state = state(number, wording);
                    changeset.put(new Profile(before.with(state), changeset.seq()));
                    return new Outcome.Done(state);
                });
    }

    @Override
    public Outcome remove(OrgId org, long profile, long number) {
        return changeStates(
                org,
                profile,
                (changeset, before) -> {
                    Optional<State> state = before.state(number);
                    if (state.isEmpty()) {
                        return new Outcome.UnknownState();
                    }
                    if (isAnybody(changeset, chosen -> chosen.is(before, number))) {
                        return new Outcome.InUse();
                    }
                    changeset.put(new Profile(before.without(number), changeset.seq()));
                    return new Outcome.Done(state.get());
                });
    }

    private Outcome changeStates(
            OrgId org, long number, BiFunction<Changeset, AvailabilityProfile, Outcome> work) {
        return organisations
                .writer(org)
                .changeAlone(changeset -> {
                    AvailabilityProfile profile = changeset.profile(number);
                    return profile == null
                            ? new Outcome.UnknownProfile()
                            : work.apply(changeset, profile);
                });
    }
}
