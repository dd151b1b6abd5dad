package dev.switchboard.scenario.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.port.in.presence.CountUnread;
import dev.switchboard.application.port.in.presence.ManageGroups;
import dev.switchboard.application.port.in.presence.ManageMembers;
import dev.switchboard.application.port.in.presence.ManageUsers;
import dev.switchboard.application.port.in.presence.ReportPresence;
import dev.switchboard.application.port.in.presence.WatchPresence;
import dev.switchboard.application.port.in.presence.WatchPresence.Look;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.presence.Call;
import dev.switchboard.domain.presence.GroupRef;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.OrganisationChange;
import dev.switchboard.domain.presence.Subject;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.presence.Viewer;
import dev.switchboard.scenario.PeerNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Watchers of an organisation at the hub that does not own it. Changes are reported to either.
class DistantOrganisationScenarioTest {

    private static final OrgId ORG = new OrgId("acme");
    private static final UserRef ANN = new UserRef(ORG, 7);
    private static final GroupRef TEAM = new GroupRef(ORG, 100);
    private static final Viewer SUPERVISOR = new Viewer(ORG, 99, true, true);
    private static final Call RINGING =
            Call.parse("RINGING", "Outbound", "b2c3d4e5-f6a7-8901-bcde-f23456789012");
    private static final Call ANSWERED =
            Call.parse("ANSWERED", "Inbound", "a1b2c3d4-e5f6-7890-abcd-ef1234567890");

    private final LiveWorld world = new LiveWorld();
    private final PeerNetwork network = new PeerNetwork(world.clock);
    private final Side one = new Side();
    private final Side two = new Side();

    /// One hub, with a watcher of everything.
    private final class Side {

        private final PeerNetwork.Member member = network.join();
        private final LiveHub hub = new LiveHub(world, member);
        private final ReportPresence reports =
                hub.peers.forwarded(ReportPresence.class, hub.presence.reports());
        private final ManageUsers users =
                hub.peers.forwarded(ManageUsers.class, hub.presence.users());
        private final ManageGroups groups =
                hub.peers.forwarded(ManageGroups.class, hub.presence.groups());
        private final ManageMembers members =
                hub.peers.forwarded(ManageMembers.class, hub.presence.groups());
        private final CountUnread unread =
                hub.peers.forwarded(CountUnread.class, hub.presence.unread());
        private final WatchPresence watch = hub.presence.watch();
        private final List<OrganisationChange> heard = new ArrayList<>();

        Side() {
            for (var watcher : hub.listeners()) {
                member.cluster().listen(watcher);
            }
        }

        void report(Call call) {
            reports.report(ANN, new ReportPresence.Report(call, null, null, null));
        }

        Look look(Subject subject, @Nullable Long after) {
            return watch.look(SUPERVISOR, subject, after, _ -> {});
        }

        Look.Snapshot seen(Subject subject, @Nullable Long after) {
            return (Look.Snapshot) look(subject, after);
        }
    }

    @BeforeEach
    void watch() {
        network.settle();
        network.beat();
        for (Side side : List.of(one, two)) {
            Runnable _ = side.watch.follow(ORG, side.heard::add);
            side.look(TEAM, null);
        }
        one.groups.put(TEAM, "Team");
        two.users.put(ANN, "Ann", "");
        one.members.join(TEAM, ANN.number());
        owner().heard.clear();
        there().heard.clear();
    }

    private Side owner() {
        return one.member.cluster().ownership().held().contains(ORG) ? one : two;
    }

    /// The hub that does not own the organisation.
    private Side there() {
        return owner() == one ? two : one;
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            network.beat();
            one.hub.presence.compare();
            two.hub.presence.compare();
        }
    }

    @Test
    void hearEveryChangeInOrderWhereverItIsReported() {
        there().report(RINGING);
        owner().report(ANSWERED);
        one.unread.count(ANN, new CountUnread.Counting.Add(3), null);
        two.members.leave(TEAM, ANN.number());

        assertThat(there().heard).hasSize(4).isEqualTo(owner().heard);
        assertThat(there().heard)
                .extracting(OrganisationChange::seq)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void seeWhatTheyHaveJustReported() {
        network.hints().lose(_ -> true);
        there().report(RINGING);

        assertThat(there().seen(ANN, null)).isEqualTo(owner().seen(ANN, null));
    }

    @Test
    void areToldOfAChangeBeforeASnapshotShowsIt() {
        network.hints().lose(_ -> true);
        owner().report(RINGING);
        assertThat(there().heard).isEmpty();

        there().look(ANN, null);

        assertThat(there().heard).hasSize(1).isEqualTo(owner().heard);
    }

    @Test
    void resumeWithWhatTheySawAtTheOtherHub() {
        long seen = owner().seen(TEAM, null).seq();
        owner().report(RINGING);
        two.members.leave(TEAM, ANN.number());

        Look.Snapshot resumed = there().seen(TEAM, seen);

        assertThat(resumed).isEqualTo(owner().seen(TEAM, seen));
        assertThat(resumed.resumed()).isTrue();
        assertThat(resumed.items()).hasSize(1);
    }

    @Test
    void hearWithinFifteenSecondsWhatALostHintWouldHaveTold() {
        network.hints().lose(topic -> topic.equals(ORG.partitionKey()));
        owner().report(RINGING);
        network.hints().lose(_ -> false);
        assertThat(there().heard).isEmpty();

        seconds(15);

        assertThat(there().heard).hasSize(1).isEqualTo(owner().heard);
    }

    @Test
    void hearWithinASecondWhileNoHintArrives() {
        network.hints().lose(_ -> true);
        seconds(4);
        owner().report(RINGING);

        seconds(1);

        assertThat(there().heard).hasSize(1).isEqualTo(owner().heard);
    }

    /// The owner keeps the last few hundred.
    @Test
    void missNothingThatStandsAfterThousandsOfChangesWithoutAHint() {
        network.hints().lose(_ -> true);
        for (int i = 0; i < 1_000; i++) {
            owner().report(i % 2 == 0 ? RINGING : ANSWERED);
        }

        seconds(1);

        assertThat(there().heard).last().isEqualTo(owner().heard.getLast());
        assertThat(there().seen(TEAM, null)).isEqualTo(owner().seen(TEAM, null));
    }

    @Test
    void goOnAtTheNextOwner() {
        owner().report(RINGING);
        Side left = there();
        network.kill(owner().member);
        left.heard.clear();

        left.report(ANSWERED);

        assertThat(left.heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        OrganisationChange.Presence.class,
                        change -> assertThat(change.user().call()).isEqualTo(ANSWERED));
    }

    @Test
    void areToldOfWhatTheLastOwnerStoredWithoutAWord() {
        network.hints().lose(_ -> true);
        owner().report(RINGING);
        Side left = there();

        network.kill(owner().member);
        left.look(ANN, null);

        assertThat(left.heard).hasSize(1);
    }

    /// Nobody can change it meanwhile.
    @Test
    void waitForAnOwnerToTakeASnapshot() {
        network.cut(owner().member);

        assertThatThrownBy(() -> there().look(ANN, null))
                .isInstanceOf(StoreUnavailableException.class);
    }
}
