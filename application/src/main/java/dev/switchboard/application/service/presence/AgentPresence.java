package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.out.handoff.AgentAvailability;
import dev.switchboard.application.port.out.presence.Organisations.Batch;
import dev.switchboard.application.port.out.presence.Organisations.Entry;
import dev.switchboard.application.port.out.presence.Organisations.EntryKey;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.port.out.time.Timer;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.presence.OpenOrganisations.Staff;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentReadiness;
import dev.switchboard.domain.presence.AvailabilityProfile;
import dev.switchboard.domain.presence.AvailabilityProfile.State;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The availability of agents who are users of an organisation: it is the user's presence in the
/// organisation, whoever set it last. Their unread messages are part of the user's unread count.
/// Agents who are no users have an availability that only the desk knows.
///
/// The organisation is made to agree with the desk's current state whenever something happens at
/// the desk, and each time an organisation was read from the store. So nothing has to be remembered
/// that a crash or an unavailable store kept from being written.
final class AgentPresence implements AgentAvailability, Staff {

    private static final Logger log = LoggerFactory.getLogger(AgentPresence.class);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final OpenOrganisations organisations;
    private final AgentAvailability nobodysUsers;
    private final UnreadTally unread;
    private final Timer timer;
    private final Clock clock;

    /// Until then, agents who were signed in when the last process ended may return.
    private final Instant backBy;

    /// The agents who signed in since this process began, and those of them who are present.
    private final Set<Agent> came = ConcurrentHashMap.newKeySet();

    private final Set<Agent> there = ConcurrentHashMap.newKeySet();

    private final ConcurrentMap<Agent, UserRef> users = new ConcurrentHashMap<>();
    private final ConcurrentMap<UserRef, SeenUser> seen = new ConcurrentHashMap<>();
    private final List<Consumer<Agent>> listeners = new CopyOnWriteArrayList<>();

    /// The users whose settlement is queued.
    private final Set<UserRef> waiting = ConcurrentHashMap.newKeySet();

    private final Set<OrgId> awaited = ConcurrentHashMap.newKeySet();

    /// @param nobodysUsers the availability of agents who are no users
    /// @param offlineGrace how long an agent without a console still counts as signed in
    AgentPresence(
            OpenOrganisations organisations,
            AgentAvailability nobodysUsers,
            UnreadTally unread,
            Duration offlineGrace,
            Timer timer,
            Clock clock) {
        this.organisations = organisations;
        this.nobodysUsers = nobodysUsers;
        this.unread = unread;
        this.timer = timer;
        this.clock = clock;
        this.backBy = clock.instant().plus(offlineGrace);
        organisations.attend(this);
        unread.listen(this::counted, () -> Set.copyOf(users.values()).forEach(this::soon));
    }

    private @Nullable SeenUser seen(Agent agent) {
        UserRef user = users.get(agent);
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
        came.add(agent);
        UserRef earlier = user == null ? users.remove(agent) : users.put(agent, user);
        if (earlier != null && !earlier.equals(user)) {
            soon(earlier);
        }
        if (user == null) {
            there.remove(agent);
            return nobodysUsers.signIn(agent, null);
        }
        there.add(agent);
        try {
            organisations
                    .writer(user.org())
                    .change(changeset -> {
                        settle(changeset, user, agent);
                        return true;
                    });
        } catch (StoreUnavailableException e) {
            later(() -> comeLate(agent, user), e);
            throw e;
        }
        return find(agent);
    }

    @Override
    public Optional<AgentReadiness> choose(Agent agent, long profileId, long stateId) {
        UserRef user = users.get(agent);
        return user == null
                ? nobodysUsers.choose(agent, profileId, stateId)
                : organisations
                        .writer(user.org())
                        .change(changeset -> choose(changeset, agent, user, profileId, stateId));
    }

    private Optional<AgentReadiness> choose(
            Changeset changeset, Agent agent, UserRef ref, long profileId, long stateId) {
        AvailabilityProfile profile = changeset.profile(profileId);
        Optional<State> state = profile == null ? Optional.empty() : profile.state(stateId);
        if (profile == null || state.isEmpty()) {
            return Optional.empty();
        }
        User user = changeset.known(ref);
        changeset.show(user, user.presence().choosing(profile.in(state.get())));
        settle(changeset, ref, agent);
        return Optional.of(new AgentReadiness(profileId, stateId, state.get().kind()));
    }

    @Override
    public void signOut(Agent agent) {
        UserRef user = users.get(agent);
        if (user == null) {
            nobodysUsers.signOut(agent);
        } else {
            there.remove(agent);
            soon(user);
        }
    }

    @Override
    public void listen(Consumer<Agent> listener) {
        listeners.add(listener);
        nobodysUsers.listen(listener);
    }

    private void counted(Agent agent) {
        UserRef user = users.get(agent);
        if (user != null) {
            soon(user);
        }
    }

    private void comeLate(Agent agent, UserRef user) {
        if (there.contains(agent) && user.equals(users.get(agent))) {
            changeSoon(
                    user, changeset -> settle(changeset, user, agent), () -> comeLate(agent, user));
        }
    }

    private void soon(UserRef user) {
        if (waiting.add(user)) {
            changeSoon(
                    user,
                    changeset -> {
                        waiting.remove(user);
                        settle(changeset, user, null);
                    },
                    () -> {
                        waiting.remove(user);
                        soon(user);
                    });
        }
    }

    /// @param again repeats the change after a while if the store refuses it
    private void changeSoon(UserRef user, Consumer<Changeset> change, Runnable again) {
        try {
            var _ =
                    organisations
                            .writer(user.org())
                            .changeSoon(change)
                            .whenComplete((_, failure) -> {
                                if (failure != null) {
                                    later(again, failure);
                                }
                            });
        } catch (StoreUnavailableException e) {
            later(again, e);
        }
    }

    /// The organisation itself logs once that changes are refused.
    private void later(Runnable again, Throwable failure) {
        log.debug("Colleagues do not see the agents' changes yet: {}", failure.getMessage());
        timer.at(clock.instant().plus(AFTER_TROUBLE), again);
    }

    @Override
    public void settle(Changeset changeset) {
        OrgId org = changeset.org();
        for (Shift shift : List.copyOf(changeset.image().shifts())) {
            UserRef user = new UserRef(org, shift.user());
            shift.agents().stream()
                    .filter(agent -> !came.contains(agent))
                    .forEach(agent -> users.putIfAbsent(agent, user));
            settle(changeset, user, null);
        }
        if (changeset.now().isBefore(backBy) && awaited.add(org)) {
            timer.at(backBy, () -> users.values().stream().filter(of(org)).forEach(this::soon));
        }
    }

    private static Predicate<UserRef> of(OrgId org) {
        return user -> user.org().equals(org);
    }

    /// @param coming the agent who signs in as this user, or null
    private void settle(Changeset changeset, UserRef user, @Nullable Agent coming) {
        Shift shift = changeset.shift(user.number());
        if (shift == null && coming == null) {
            return;
        }
        List<Agent> agents =
                Stream.concat(
                                Stream.ofNullable(shift).flatMap(its -> its.agents().stream()),
                                Stream.ofNullable(coming))
                        .distinct()
                        .filter(agent -> user.equals(users.get(agent)))
                        .toList();
        boolean mayComeBack =
                shift != null
                        && shift.there()
                        && changeset.now().isBefore(backBy)
                        && !came.containsAll(agents);
        boolean isThere = mayComeBack || agents.stream().anyMatch(there::contains);
        new AgentSignIns(changeset).settle(user, agents, isThere);
        count(changeset, user, agents);
    }

    /// Counts once the desk knows the unread messages; until then the stored count stays.
    private void count(Changeset changeset, UserRef ref, List<Agent> agents) {
        Map<ConversationId, Long> counts = new HashMap<>();
        for (Agent agent : agents) {
            Optional<Map<ConversationId, Integer>> held = unread.of(agent);
            if (held.isEmpty()) {
                return;
            }
            held.get().forEach((conversation, count) -> counts.put(conversation, (long) count));
        }
        User user = changeset.user(ref.number());
        if (user != null) {
            changeset.count(user, user.unread().holding(counts));
        }
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

    private static List<EntryKey> keys(Batch batch) {
        return Stream.concat(batch.puts().stream().map(Entry::key), batch.removals().stream())
                .toList();
    }

    private void show(OrganisationSnapshot snapshot, UserRef ref) {
        SeenUser now = SeenUser.of(snapshot.user(ref.number()), snapshot);
        SeenUser before = seen.put(ref, now);
        if (!now.readiness().equals((before == null ? SeenUser.NOTHING : before).readiness())) {
            users.forEach((agent, user) -> {
                if (user.equals(ref)) {
                    listeners.forEach(listener -> listener.accept(agent));
                }
            });
        }
    }
}
