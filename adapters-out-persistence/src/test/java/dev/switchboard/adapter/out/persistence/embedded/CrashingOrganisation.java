package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.presence.EmbeddedOrganisations;
import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.in.presence.CountUnread.Counted;
import dev.switchboard.application.port.in.presence.CountUnread.Counting;
import dev.switchboard.application.port.in.presence.CountUnread.RepeatKey;
import dev.switchboard.application.port.in.presence.ReportPresence.Report;
import dev.switchboard.application.port.in.presence.WatchPresence.Item;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.in.presence.WatchPresence.UnreadLook;
import dev.switchboard.application.port.out.presence.OrganisationEvents;
import dev.switchboard.application.service.peer.PeerModule;
import dev.switchboard.application.service.presence.PresenceModule;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// A process that changes an organisation until it is killed, and prints what was acknowledged.
/// Each user repeats the same steps, and each counter counts on from where the previous process was
/// killed.
final class CrashingOrganisation {

    /// Users from 1 on; after them come as many users whose messages are counted.
    static final int USERS = 6;

    static final GroupRef TEAM = new GroupRef(new OrgId("12345"), 100);

    /// The number of steps in a round: a report that creates the user, the group, five more
    /// reports, and the removal. All of them but the group make a new version.
    private static final int ROUND = 8;

    private static final Duration RETENTION = Duration.ofDays(1);
    private static final Viewer SUPERVISOR = Viewer.of(TEAM.org(), 0, Set.of(Role.SUPERVISOR));

    private final PresenceModule presence;

    CrashingOrganisation(OpenStore store) {
        this.presence =
                PresenceModule.of(
                        new EmbeddedOrganisations(store.engine().store()),
                        OrganisationEvents.NONE,
                        PeerModule.alone(),
                        new SoleOwnership(),
                        (_, _) -> {},
                        Executors.newVirtualThreadPerTaskExecutor(),
                        Clock.systemUTC(),
                        RETENTION);
    }

    public static void main(String[] args) throws InterruptedException {
        var organisation = new CrashingOrganisation(OpenStore.in(Path.of(args[0])));
        organisation.presence.groups().put(TEAM, "Team");
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long number = 1; number <= USERS; number++) {
                UserRef user = new UserRef(TEAM.org(), number);
                UserRef counted = new UserRef(TEAM.org(), USERS + number);
                all.execute(() -> organisation.goRound(user, System.out));
                all.execute(() -> organisation.countOn(counted, System.out));
            }
        }
    }

    private void goRound(UserRef user, PrintStream out) {
        for (long step = State.of(this, user).step() + 1; !Thread.interrupted(); step++) {
            take(user, step);
            out.println("stepped " + user.number() + " " + step + ".");
        }
    }

    private void take(UserRef user, long step) {
        switch ((int) (step % ROUND)) {
            case 1 -> presence.groups().join(TEAM, user.number());
            case ROUND - 1 -> presence.users().remove(user);
            default ->
                    presence.reports()
                            .report(
                                    user,
                                    new Report(State.after(user, step).call(), null, null, null));
        }
    }

    private void countOn(UserRef user, PrintStream out) {
        presence.users().put(user, "Counted", "");
        for (long count = unread(user).total() + 1; !Thread.interrupted(); count++) {
            count(user, count);
            out.println("counted " + user.number() + " " + count + ".");
        }
    }

    /// Counts one more, unless this was done before.
    Counted count(UserRef user, long count) {
        RepeatKey key = new RepeatKey("pbx", user.number() + "-" + count);
        return presence.unread().count(user, new Counting.Add(1), key);
    }

    UnreadLook.Snapshot unread(UserRef user) {
        return switch (presence.watch().lookAtUnread(SUPERVISOR, user, _ -> {})) {
            case UnreadLook.Snapshot snapshot -> snapshot;
            case UnreadLook.Refused(var why) -> throw new IllegalStateException(why.name());
        };
    }

    /// The changes for a watcher who saw the group when it was created and now comes back.
    private Stream<Item> look(Subject subject) {
        return presence.watch().look(SUPERVISOR, subject, 1L, _ -> {})
                        instanceof Look.Snapshot snapshot
                ? snapshot.items().stream()
                : Stream.empty();
    }

    /// The visible state of a user.
    ///
    /// @param version 0 for a user who was never reported
    /// @param call the call of an existing user
    /// @param there whether the user exists
    /// @param member whether the user is in the group; otherwise, after the first round, the group
    ///   remembers that the user was in it
    record State(long version, Call call, boolean there, boolean member) {

        private static final State NEVER = new State(0, Call.NONE, false, false);

        static State of(CrashingOrganisation organisation, UserRef user) {
            Optional<Item> inGroup =
                    organisation.look(TEAM).filter(item -> item.user().equals(user)).findFirst();
            boolean member = inGroup.filter(Item.Present.class::isInstance).isPresent();
            return organisation
                    .look(user)
                    .findFirst()
                    .map(Item.Present.class::cast)
                    .map(Item.Present::presence)
                    .map(seen -> new State(seen.version(), seen.call(), true, member))
                    .or(() ->
                            inGroup.map(
                                    gone -> new State(gone.version(), Call.NONE, false, member)))
                    .orElse(NEVER);
        }

        /// The state after a step.
        static State after(UserRef user, long step) {
            if (step < 0) {
                return NEVER;
            }
            long round = step / ROUND;
            long within = step % ROUND;
            long version = round * (ROUND - 1) + Math.max(1, within);
            if (within == ROUND - 1) {
                return new State(version, Call.NONE, false, false);
            }
            String channel = new UUID(user.number(), version).toString();
            Call call = Call.parse("RINGING", "Inbound", channel);
            return new State(version, call, true, within > 0);
        }

        /// The step that led to this state.
        long step() {
            long round = (version - 1) / (ROUND - 1);
            long within = (version - 1) % (ROUND - 1) + 1;
            if (version == 0) {
                return -1;
            }
            return round * ROUND + (within == 1 && !member ? 0 : within);
        }
    }
}
