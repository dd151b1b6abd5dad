package dev.switchboard.application.service.presence;

import dev.switchboard.application.port.in.presence.ReportAttendance;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.console.UnreadTally;
import dev.switchboard.application.service.time.PendingRun;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.Attendance;
import dev.switchboard.domain.handoff.Attendance.Status;
import dev.switchboard.domain.handoff.StaffMember;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the owners of organisations what changes on the roll of this hub's desks. They ask for
/// reports that do not arrive.
final class AttendanceReports {

    private static final Logger LOG = LoggerFactory.getLogger(AttendanceReports.class);

    private final ReportAttendance owners;
    private final DeskRoll roll;
    private final PendingRun telling;

    private final Set<StaffMember> untold = ConcurrentHashMap.newKeySet();

    /// @param owners wherever they are
    AttendanceReports(
            ReportAttendance owners, DeskRoll roll, UnreadTally unread, Executor workers) {
        this.owners = owners;
        this.roll = roll;
        this.telling = new PendingRun(workers, this::tell);
        unread.listen(this::counted, () -> roll.members().forEach(this::tellSoon));
    }

    private void counted(Agent agent) {
        UserRef user = roll.user(agent);
        if (user != null) {
            tellSoon(new StaffMember(user, agent));
        }
    }

    /// Signs an agent in, and returns when that is durable.
    ///
    /// @param user null if the agent is no user
    /// @throws StoreUnavailableException see [ReportAttendance#come]
    void signIn(Agent agent, @Nullable UserRef user) {
        UserRef before = roll.add(agent, user);
        if (before != null) {
            tellSoon(new StaffMember(before, agent));
        }
        if (user != null) {
            owners.come(roll.attendance(new StaffMember(user, agent)));
            roll.added(agent);
        }
    }

    /// Signs an agent in again, as their user. Does not wait.
    void signInAgain(StaffMember member) {
        roll.addAgain(member.agent());
        tellSoon(member);
    }

    void signOut(StaffMember member) {
        roll.leave(member.agent());
        tellSoon(member);
    }

    private void tellSoon(StaffMember member) {
        if (untold.add(member)) {
            telling.request();
        }
    }

    private void tell() {
        Map<OrgId, List<Attendance>> known = new HashMap<>();
        for (StaffMember member : List.copyOf(untold)) {
            if (untold.remove(member)) { // before it is looked at
                known.computeIfAbsent(member.user().org(), _ -> new ArrayList<>())
                        .add(roll.attendance(member));
            }
        }
        known.forEach(this::tell);
    }

    private void tell(OrgId org, List<Attendance> all) {
        try {
            owners.tell(org, all);
        } catch (StoreUnavailableException e) {
            LOG.debug("Organisation {} hears later of its agents: {}", org, e.getMessage());
            return;
        }
        all.stream()
                .filter(attendance -> attendance.status() == Status.COMING)
                .forEach(attendance -> roll.added(attendance.member().agent()));
    }
}
