package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.RecallAgents;
import dev.switchboard.application.port.in.presence.ReportAttendance;
import dev.switchboard.application.port.out.presence.Organisations.Shift;
import dev.switchboard.application.port.out.presence.Organisations.User;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.application.service.presence.OpenOrganisations.Running;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.Attendance.Status;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The attendance of agents who are users of this hub's organisations, as desks told it last. Each
/// organisation is made to agree with it whenever a desk tells something, and each time the
/// organisation was read from the store. So nothing has to be remembered that a crash or an
/// unavailable store kept from being written.
final class Attendances implements ReportAttendance, OrganisationListener {

    private static final Logger LOG = LoggerFactory.getLogger(Attendances.class);
    private static final Duration ASKS_EVERY = Duration.ofSeconds(5);

    private final OpenOrganisations organisations;
    private final Running running;
    private final RecallAgents desks;
    private final RecentMoves moves;

    /// After so many questions without an answer an agent is absent. Time does not count: a hub
    /// that stood still asked nobody.
    private final int enough;

    private final ConcurrentMap<UserRef, Map<Agent, KnownAttendance>> attendances =
            new ConcurrentHashMap<>();
    private final AtomicBoolean asking = new AtomicBoolean();

    /// @param desks wherever they are
    /// @param offlineGrace how long an agent without a console still counts as signed in
    Attendances(
            OpenOrganisations organisations,
            RecallAgents desks,
            RecentMoves moves,
            Duration offlineGrace) {
        this.organisations = organisations;
        this.running = organisations.running();
        this.desks = desks;
        this.moves = moves;
        this.enough = 3 + (int) offlineGrace.dividedBy(ASKS_EVERY);
    }

    /// The last attendance that a desk told of an agent.
    ///
    /// @param unanswered the questions since
    private record KnownAttendance(Attendance last, int unanswered) {

        Status status() {
            return last.status();
        }

        /// The desk told something once more. Something later may have come before it.
        KnownAttendance then(Attendance now) {
            if (!now.at().isAfter(last.at())) {
                return this;
            }
            boolean notDurableYet = status() == Status.COMING && now.status() == Status.PRESENT;
            return new KnownAttendance(notDurableYet ? now.with(Status.COMING) : now, 0);
        }

        KnownAttendance durable(Attendance coming) {
            return status() == Status.COMING && !last.at().isAfter(coming.at())
                    ? new KnownAttendance(last.with(Status.PRESENT), unanswered)
                    : this;
        }

        /// The desk is asked once more.
        ///
        /// @return null if that is of no use
        @Nullable KnownAttendance asked(int enough) {
            if (status() == Status.OTHER) {
                return null;
            }
            Attendance gone =
                    new Attendance(last.member(), Status.ABSENT, last.at(), Optional.of(Map.of()));
            return new KnownAttendance(unanswered + 1 == enough ? gone : last, unanswered + 1);
        }
    }

    @Override
    public void come(Attendance coming) {
        UserRef user = coming.member().user();
        take(coming);
        organisations
                .writer(user.org())
                .change(changeset -> {
                    settle(changeset, user);
                    return true;
                });
        change(coming.member(), now -> now.durable(coming));
    }

    /// News is taken with the change that shows it. So what cannot be shown is news again.
    @Override
    public void tell(OrgId org, List<Attendance> all) {
        Set<Attendance> news =
                all.stream().filter(this::isNews).collect(Collectors.toUnmodifiableSet());
        all.stream().filter(each -> !news.contains(each)).forEach(this::take);
        if (!news.isEmpty()) {
            var _ =
                    settle(org, news.stream().map(Attendance::member), news)
                            .thenRun(() ->
                                    news.forEach(
                                            one -> change(one.member(), now -> now.durable(one))));
        }
    }

    private boolean isNews(Attendance now) {
        KnownAttendance before = attendances(now.member().user()).get(now.member().agent());
        return before == null || !before.last().says(before.then(now).last());
    }

    /// @param news taken before
    private CompletableFuture<Void> settle(
            OrgId org, Stream<StaffMember> members, Set<Attendance> news) {
        List<UserRef> users = members.map(StaffMember::user).distinct().toList();
        return organisations
                .writer(org)
                .changeSoon(changeset -> {
                    news.forEach(this::take);
                    users.forEach(user -> settle(changeset, user));
                });
    }

    private void take(Attendance now) {
        Agent agent = now.member().agent();
        attendances.compute(
                now.member().user(),
                (_, known) -> {
                    Map<Agent, KnownAttendance> next =
                            known == null ? new HashMap<>() : new HashMap<>(known);
                    KnownAttendance before = next.get(agent);
                    next.put(
                            agent, before == null ? new KnownAttendance(now, 0) : before.then(now));
                    return next;
                });
        askLater();
    }

    /// @param how returns null to forget the agent
    private void change(
            StaffMember member, Function<KnownAttendance, @Nullable KnownAttendance> how) {
        attendances.computeIfPresent(
                member.user(),
                (_, known) -> {
                    Map<Agent, KnownAttendance> next = new HashMap<>(known);
                    next.computeIfPresent(member.agent(), (_, what) -> how.apply(what));
                    return next.isEmpty() ? null : next;
                });
    }

    private Map<Agent, KnownAttendance> attendances(UserRef user) {
        return attendances.getOrDefault(user, Map.of());
    }

    @Override
    public void moved(Partitions some) {
        attendances.keySet().removeIf(user -> some.contains(user.org()));
    }

    @Override
    public void settle(Changeset changeset) {
        OrgId org = changeset.org();
        List<StaffMember> unknown = new ArrayList<>();
        for (Shift shift : List.copyOf(changeset.image().shifts())) {
            UserRef user = new UserRef(org, shift.user());
            settle(changeset, user);
            shift.agents().stream()
                    .filter(agent -> !attendances(user).containsKey(agent))
                    .map(agent -> new StaffMember(user, agent))
                    .forEach(unknown::add);
        }
        attendances.keySet().stream()
                .filter(user -> user.org().equals(org) && changeset.shift(user.number()) == null)
                .forEach(user -> settle(changeset, user));
        if (!unknown.isEmpty()) {
            askSoon(unknown);
            moves.end(org)
                    .ifPresent(end -> running.timer().at(end, () -> expectNoLonger(org, unknown)));
        }
    }

    /// Makes the organisation agree with what is known of one user.
    private void settle(Changeset changeset, UserRef user) {
        Shift shift = changeset.shift(user.number());
        Map<Agent, KnownAttendance> known = attendances(user);
        boolean comes = known.values().stream().anyMatch(what -> what.status() == Status.COMING);
        if (shift == null && !comes) {
            return; // the user was removed, or never came
        }
        List<Agent> agents =
                Stream.concat(
                                shift == null ? Stream.of() : shift.agents().stream(),
                                known.keySet().stream())
                        .distinct()
                        .filter(agent -> !isOther(known.get(agent)))
                        .toList();
        boolean was = shift != null && shift.there();
        boolean there = agents.stream().anyMatch(agent -> isThere(user, known.get(agent), was));
        new AgentSignIns(changeset).settle(user, agents, there);
        count(changeset, user, agents, known);
    }

    private static boolean isOther(@Nullable KnownAttendance what) {
        return what != null && what.status() == Status.OTHER;
    }

    private boolean isThere(UserRef user, @Nullable KnownAttendance what, boolean was) {
        if (what == null) {
            return was && moves.end(user.org()).isPresent();
        }
        return switch (what.status()) {
            case COMING, PRESENT -> true;
            case AWAITED -> was;
            case ABSENT, OTHER -> false;
        };
    }

    /// Counts once the desks know the unread messages of all; until then the stored count stays.
    private static void count(
            Changeset changeset,
            UserRef ref,
            List<Agent> agents,
            Map<Agent, KnownAttendance> known) {
        Map<ConversationId, Long> counts = new HashMap<>();
        for (Agent agent : agents) {
            KnownAttendance what = known.get(agent);
            if (what == null || what.last().unread().isEmpty()) {
                return;
            }
            what.last().unread().get().forEach((of, count) -> counts.put(of, (long) count));
        }
        User user = changeset.user(ref.number());
        if (user != null) {
            changeset.count(user, user.unread().holding(counts));
        }
    }

    private void expectNoLonger(OrgId org, List<StaffMember> members) {
        askSoon(members);
        settleSoon(org, members);
    }

    private void settleSoon(OrgId org, List<StaffMember> members) {
        try {
            var _ = settle(org, members.stream(), Set.of());
        } catch (StoreUnavailableException e) {
            LOG.debug("Organisation {} shows later who is gone: {}", org, e.getMessage());
        }
    }

    private void askLater() {
        if (asking.compareAndSet(false, true)) {
            running.timer().at(running.clock().instant().plus(ASKS_EVERY), this::askAll);
        }
    }

    private void askAll() {
        asking.set(false);
        everybody().forEach(member -> change(member, now -> now.asked(enough)));
        List<StaffMember> all = everybody();
        all.stream()
                .filter(this::isGone)
                .collect(Collectors.groupingBy(member -> member.user().org()))
                .forEach(this::settleSoon);
        if (!all.isEmpty()) {
            askLater();
            askSoon(all);
        }
    }

    private List<StaffMember> everybody() {
        List<StaffMember> all = new ArrayList<>();
        attendances.forEach((user, agents) ->
                agents.keySet().forEach(agent -> all.add(new StaffMember(user, agent))));
        return all;
    }

    private boolean isGone(StaffMember member) {
        KnownAttendance now = attendances(member.user()).get(member.agent());
        return now != null && now.unanswered() == enough;
    }

    private void askSoon(List<StaffMember> members) {
        try {
            running.workers()
                    .execute(() ->
                            members.stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    member -> member.agent().tenant()))
                                    .forEach(this::ask));
        } catch (RejectedExecutionException _) {
            // the hub ends
        }
    }

    private void ask(TenantId tenant, List<StaffMember> members) {
        try {
            desks.recall(tenant, members).stream()
                    .collect(Collectors.groupingBy(answer -> answer.member().user().org()))
                    .forEach(this::tell);
        } catch (StoreUnavailableException e) {
            LOG.debug("The desk of {} tells later who is there: {}", tenant, e.getMessage());
        }
    }
}
