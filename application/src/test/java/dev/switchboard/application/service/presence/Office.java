package dev.switchboard.application.service.presence;

import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.fakes.FakeTimer;
import dev.switchboard.application.fakes.InMemoryOrganisations;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.presence.ReportPresence.Report;
import dev.switchboard.application.port.in.presence.WatchPresence.Item;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.port.out.presence.Organisations;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserPresence;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// An organisation whose changes are made at once, on the caller's thread.
final class Office {

    static final OrgId ORG = new OrgId("12345");
    static final Duration RETENTION = Duration.ofHours(24);
    static final GroupRef TEAM = new GroupRef(ORG, 100);
    static final Call RINGING =
            Call.parse("RINGING", "Outbound", "b2c3d4e5-f6a7-8901-bcde-f23456789012");
    static final Call ANSWERED =
            Call.parse("ANSWERED", "Inbound", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");

    final FakePartitionOwnership ownership = new FakePartitionOwnership();
    final MutableClock clock = new MutableClock();
    final FakeTimer timer = new FakeTimer(clock);
    final Outage outage;
    final Organisations store;
    final List<OrganisationChange> heard = new ArrayList<>();
    final OpenOrganisations organisations;
    final WatchService watch;
    final ReportService reports;
    final UnreadService unread;
    final UserService users;
    final GroupService groups;
    final ProfileService profiles;
    final TelephonyService telephony;

    private Office(Organisations store, Outage outage, Executor workers) {
        this.store = store;
        this.outage = outage;
        OpenOrganisations open =
                new OpenOrganisations(
                        new OpenOrganisations.Running(
                                store,
                                OrganisationEvents.NONE,
                                ownership,
                                timer,
                                workers,
                                clock,
                                RETENTION,
                                false),
                        PeerModule.alone());
        this.organisations = open;
        this.watch = new WatchService(open, RETENTION);
        this.reports = new ReportService(open);
        this.unread = new UnreadService(open);
        this.users = new UserService(open);
        this.groups = new GroupService(open);
        this.profiles = new ProfileService(open);
        this.telephony = new TelephonyService(open);
        Runnable _ = watch.follow(ORG, heard::add);
    }

    static Office open() {
        Outage outage = new Outage();
        return on(new InMemoryOrganisations(outage), outage);
    }

    static Office on(Organisations store, Outage outage) {
        return new Office(store, outage, Runnable::run);
    }

    static Office on(Organisations store, Executor workers) {
        return new Office(store, new Outage(), workers);
    }

    /// The same organisation after a restart of the process and this much time.
    Office restarted(Duration later) {
        Office office = on(store, outage);
        office.clock.advance(Duration.between(office.clock.instant(), clock.instant()).plus(later));
        return office;
    }

    static UserRef user(long number) {
        return new UserRef(ORG, number);
    }

    static Viewer viewer(long number, Role... roles) {
        return Viewer.of(ORG, number, Set.of(roles));
    }

    UserPresence report(long user, Call call) {
        return reports.report(user(user), new Report(call, null, null, null));
    }

    UserPresence report(long user, Call call, @Nullable Long sourceSeq, Duration expiresIn) {
        return reports.report(user(user), new Report(call, null, sourceSeq, expiresIn));
    }

    /// Makes a group of named users with ids from 1.
    void team(int members) {
        groups.put(TEAM, "Team");
        for (int number = 1; number <= members; number++) {
            users.put(user(number), "User " + number, "");
            groups.join(TEAM, number);
        }
    }

    /// The snapshot that a supervisor gets.
    Look.Snapshot look(Subject subject, @Nullable Long after) {
        Look look = watch.look(viewer(99, Role.SUPERVISOR), subject, after, _ -> {});
        if (look instanceof Look.Snapshot snapshot) {
            return snapshot;
        }
        throw new AssertionError("refused: " + look);
    }

    static List<Long> numbers(Look.Snapshot snapshot) {
        return snapshot.items().stream().map(item -> item.user().number()).toList();
    }

    static List<UserPresence> presences(Look.Snapshot snapshot) {
        return snapshot.items().stream()
                .filter(Item.Present.class::isInstance)
                .map(item -> ((Item.Present) item).presence())
                .toList();
    }
}
