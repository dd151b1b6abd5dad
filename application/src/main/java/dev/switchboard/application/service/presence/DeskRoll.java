package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.RecallAgents;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.Attendance.Moment;
import dev.switchboard.domain.handoff.Attendance.Status;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The agents of this hub's desks who are users of organisations. Follows those organisations.
final class DeskRoll implements RecallAgents, OrganisationListener {

    private final OpenOrganisations organisations;
    private final UnreadTally unread;
    private final RecentMoves moves;

    private final ConcurrentMap<Agent, UserRef> users = new ConcurrentHashMap<>();

    /// The agents who signed in since this hub began with their desk, those of them who are
    /// present, and those whose sign-in was not told yet.
    private final Set<Agent> came = ConcurrentHashMap.newKeySet();

    private final Set<Agent> there = ConcurrentHashMap.newKeySet();
    private final Set<Agent> coming = ConcurrentHashMap.newKeySet();

    /// The ends of following the organisations.
    private final ConcurrentMap<OrgId, Runnable> followed = new ConcurrentHashMap<>();

    private final AtomicLong asked = new AtomicLong();

    DeskRoll(OpenOrganisations organisations, UnreadTally unread, RecentMoves moves) {
        this.organisations = organisations;
        this.unread = unread;
        this.moves = moves;
    }

    /// Null if the agent is no user.
    @Nullable UserRef user(Agent agent) {
        return users.get(agent);
    }

    List<StaffMember> members() {
        return users.entrySet().stream()
                .map(each -> new StaffMember(each.getValue(), each.getKey()))
                .toList();
    }

    /// Adds an agent who is present.
    ///
    /// @param user null if the agent is no user
    /// @return the agent's user before; null if it was the same one or none
    @Nullable UserRef add(Agent agent, @Nullable UserRef user) {
        came.add(agent);
        UserRef before = user == null ? users.remove(agent) : users.put(agent, user);
        if (user == null) {
            there.remove(agent);
        } else {
            there.add(agent);
            coming.add(agent);
            follow(user.org());
        }
        return before == null || before.equals(user) ? null : before;
    }

    /// The agent signs in with this user once more: it may have been removed.
    void addAgain(Agent agent) {
        coming.add(agent);
    }

    /// The owner of the organisation knows that the agent signed in.
    void added(Agent agent) {
        coming.remove(agent);
    }

    void leave(Agent agent) {
        there.remove(agent);
    }

    @Override
    public List<Attendance> recall(TenantId tenant, List<StaffMember> agents) {
        for (StaffMember member : agents) {
            if (!came.contains(member.agent())) {
                users.putIfAbsent(member.agent(), member.user());
                follow(member.user().org());
            }
        }
        return agents.stream().map(this::attendance).toList();
    }

    private void follow(OrgId followedOrg) {
        followed.computeIfAbsent(followedOrg, org -> organisations.of(org).follow(_ -> {}));
    }

    @Override
    public void moved(Partitions some) {
        Predicate<Agent> theirs = agent -> some.contains(agent.tenant());
        users.keySet().removeIf(theirs);
        List.of(came, there, coming).forEach(agents -> agents.removeIf(theirs));
        Set<OrgId> left = users.values().stream().map(UserRef::org).collect(Collectors.toSet());
        followed.entrySet().stream()
                .filter(each -> !left.contains(each.getKey()))
                .map(Map.Entry::getKey)
                .forEach(this::unfollow);
    }

    private void unfollow(OrgId org) {
        Runnable end = followed.remove(org);
        if (end != null) {
            end.run();
        }
    }

    /// The moment comes first: what is found out at a later one has all that happened before.
    Attendance attendance(StaffMember member) {
        Agent agent = member.agent();
        long epoch = organisations.running().ownership().term(agent.tenant()).epoch();
        Moment at = new Moment(epoch, asked.incrementAndGet());
        return new Attendance(member, status(member), at, unread.of(agent));
    }

    private Status status(StaffMember member) {
        Agent agent = member.agent();
        if (!member.user().equals(users.get(agent))) {
            return Status.OTHER;
        }
        if (there.contains(agent)) {
            return coming.contains(agent) ? Status.COMING : Status.PRESENT;
        }
        boolean mayComeBack = !came.contains(agent) && moves.end(agent.tenant()).isPresent();
        return mayComeBack ? Status.AWAITED : Status.ABSENT;
    }
}
