package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.ReportPresence.Chosen;
import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.handoff.DeskAvailability;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Profile;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.presence.Availability;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.Kind;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The availability of the agents of this hub's desks. That of an agent who is a user of an
/// organisation is the user's presence there, set by any system and owned by any hub. Agents who
/// are no users have an availability that only the desk knows.
final class AgentPresence implements AgentAvailability, OrganisationListener {

    private final DeskRoll roll;
    private final AttendanceReports attendance;
    private final OpenOrganisations organisations;
    private final ReportPresence reports;
    private final DeskAvailability nobodysUsers;

    private final ConcurrentMap<UserRef, SeenUser> seen = new ConcurrentHashMap<>();
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();

    /// @param reports at the owners of the organisations
    /// @param nobodysUsers the availability of agents who are no users
    AgentPresence(
            DeskRoll roll,
            AttendanceReports attendance,
            OpenOrganisations organisations,
            ReportPresence reports,
            DeskAvailability nobodysUsers) {
        this.roll = roll;
        this.attendance = attendance;
        this.organisations = organisations;
        this.reports = reports;
        this.nobodysUsers = nobodysUsers;
    }

    private @Nullable SeenUser seen(Agent agent) {
        UserRef user = roll.user(agent);
        return user == null ? null : seen.getOrDefault(user, SeenUser.NOTHING);
    }

    @Override
    public AgentReadiness find(Agent agent) {
        SeenUser user = seen(agent);
        return user == null ? nobodysUsers.find(agent) : user.readiness();
    }

    @Override
    public AvailabilityProfile choices(Agent agent) {
        SeenUser user = seen(agent);
        return user == null ? nobodysUsers.choices(agent) : user.choices();
    }

    @Override
    public String name(Agent agent) {
        SeenUser user = seen(agent);
        return user == null || user.name().isEmpty() ? nobodysUsers.name(agent) : user.name();
    }

    @Override
    public AgentReadiness signIn(Agent agent, @Nullable UserRef user) {
        attendance.signIn(agent, user);
        if (user == null) {
            return nobodysUsers.signIn(agent, null);
        }
        see(user);
        return find(agent);
    }

    /// Returns when everything that was answered before is seen here.
    private void see(UserRef user) {
        boolean _ = organisations.of(user.org()).look(_ -> true);
    }

    @Override
    public Optional<AgentReadiness> choose(Agent agent, long profileId, long stateId) {
        UserRef user = roll.user(agent);
        if (user == null) {
            return nobodysUsers.choose(agent, profileId, stateId);
        }
        Viewer self = Viewer.of(user.org(), user.number(), Set.of());
        if (!(reports.choose(self, user, profileId, stateId) instanceof Chosen.Done)) {
            return Optional.empty();
        }
        attendance.signInAgain(new StaffMember(user, agent));
        see(user);
        return Optional.of(find(agent));
    }

    @Override
    public void signOut(Agent agent) {
        UserRef user = roll.user(agent);
        if (user == null) {
            nobodysUsers.signOut(agent);
        } else {
            attendance.signOut(new StaffMember(user, agent));
        }
    }

    @Override
    public void listen(Consumer<Agent> listener) {
        listeners.add(listener);
        nobodysUsers.listen(listener);
    }

    @Override
    public void shown(OrganisationSnapshot snapshot, @Nullable Batch what) {
        boolean all = what == null;
        for (EntryKey key : what == null ? List.<EntryKey>of() : keys(what)) {
            switch (key.kind()) {
                case PROFILE -> all = true;
                case SHIFT -> show(snapshot, new UserRef(snapshot.org(), key.first()));
                case USER -> {
                    UserRef user = new UserRef(snapshot.org(), key.first());
                    if (seen.containsKey(user)) {
                        show(snapshot, user);
                    }
                }
                case GROUP, MEMBERSHIP, REMOVAL, REPEAT, DEVICES, QUEUE, MARK -> {}
            }
        }
        if (all) {
            snapshot.shifts()
                    .forEach(shift -> show(snapshot, new UserRef(snapshot.org(), shift.user())));
        }
    }

    @Override
    public void moved(Partitions some) {
        nobodysUsers.forget(agent -> some.contains(agent.tenant()));
    }

    private static List<EntryKey> keys(Batch batch) {
        return Stream.concat(batch.puts().stream().map(Entry::key), batch.removals().stream())
                .toList();
    }

    private void show(OrganisationSnapshot snapshot, UserRef ref) {
        SeenUser now = SeenUser.of(snapshot.user(ref.number()), snapshot);
        SeenUser before = seen.put(ref, now);
        if (!now.readiness().equals((before == null ? SeenUser.NOTHING : before).readiness())) {
            roll.members().stream()
                    .filter(member -> member.user().equals(ref))
                    .forEach(member ->
                            listeners.forEach(listener -> listener.accept(member.agent())));
        }
    }

    /// A user who is an agent of ours, as the organisation shows them.
    ///
    /// @param choices the states that the user may choose from
    /// @param name empty if unknown
    private record SeenUser(AgentReadiness readiness, AvailabilityProfile choices, String name) {

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
}
