package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.inmemory.SoleOwnership;
import dev.switchboard.application.port.in.cluster.WatchCluster.Cluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Doubt;
import dev.switchboard.application.port.in.cluster.WatchCluster.Member;
import dev.switchboard.application.port.in.cluster.WatchCluster.Reason;
import dev.switchboard.application.port.in.cluster.WatchCluster.State;
import dev.switchboard.application.port.in.cluster.WatchCluster.Table;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What two hubs on one store tell of each other.
class ClusterReportTest extends HubPair {

    private static final int ALL = PartitionTable.PARTITIONS;

    private void round(ClusterModule hub) {
        round(hub, hub == owner ? "owner" : "standby", HubProtocol.CURRENT);
    }

    private static void round(ClusterModule hub, String name, HubProtocol protocol) {
        round(hub, name, protocol, null);
    }

    private static void round(
            ClusterModule hub, String name, HubProtocol protocol, @Nullable String calledAt) {
        String address = "http://" + name;
        var _ =
                hub.keeper()
                        .orElseThrow()
                        .round(id -> new Hub(id, name, address, "1.2.3", protocol, null, calledAt));
    }

    private static Cluster of(ClusterModule hub) {
        return hub.watch().cluster();
    }

    @Test
    void saysOfAHubAloneThatItIs() {
        Cluster alone = ClusterModule.alone(new SoleOwnership(), later, clock).watch().cluster();

        assertThat(alone.state()).isEqualTo(State.ALONE);
        assertThat(alone.hubs()).isEmpty();
        assertThat(alone.table()).isEqualTo(new Table(0, ALL, ALL, 0));
        assertThat(alone.doubts()).isEmpty();
    }

    @Test
    void saysOfAHubBeforeItsFirstRoundThatItOwnsNothing() {
        Cluster first = of(owner);

        assertThat(first.state()).isEqualTo(State.STANDING_BY);
        assertThat(first.self()).isNull();
        assertThat(first.hubs()).isEmpty();
        assertThat(first.doubts())
                .containsExactly(
                        new Doubt(Reason.BEATS_FAIL, null),
                        new Doubt(Reason.FREE_PARTITIONS, null));
    }

    @Test
    void showsBothHubsOnTheOneThatServesAndOnTheStandby() {
        Instant began = clock.instant();
        round(owner);
        pass(Duration.ofSeconds(1));
        round(standby);
        round(owner);

        Cluster there = of(standby);

        assertThat(of(owner).state()).isEqualTo(State.SERVING);
        assertThat(of(owner).since()).isEqualTo(began);
        assertThat(of(owner).hubs()).extracting(Member::name).containsExactly("owner", "standby");
        assertThat(of(owner).table().own()).isEqualTo(ALL);
        assertThat(of(owner).doubts()).isEmpty();
        assertThat(there.state()).isEqualTo(State.STANDING_BY);
        assertThat(there.hubs()).extracting(Member::name).containsExactly("standby", "owner");
        assertThat(there.hubs()).extracting(Member::partitions).containsExactly(0, ALL);
        assertThat(there.hubs().getFirst().id()).isEqualTo(there.self());
        assertThat(there.table()).isEqualTo(new Table(began.toEpochMilli(), ALL, 0, 0));
        assertThat(there.doubts()).isEmpty();
    }

    @Test
    void saysSinceWhenAHubIsSilent() {
        round(owner);
        round(standby);
        Instant last = clock.instant();
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofSeconds(2));
            round(standby);
        }

        Cluster there = of(standby);

        String silent = there.hubs().getLast().id();
        assertThat(there.hubs().getLast().beatAt()).isEqualTo(last);
        assertThat(there.doubts()).containsExactly(new Doubt(Reason.SILENT, silent));
    }

    @Test
    void saysThatItWaitsWhileItsBeatsFail() {
        round(owner);
        pass(Right.LENGTH);

        assertThat(of(owner).state()).isEqualTo(State.PAUSED);
        assertThat(of(owner).doubts()).extracting(Doubt::reason).contains(Reason.BEATS_FAIL);
    }

    @Test
    void saysSinceWhenAHubServesThatTookOver() {
        round(owner);
        round(standby);
        for (int i = 0; i < 7; i++) {
            pass(Duration.ofSeconds(2));
            round(standby);
        }

        Cluster there = of(standby);

        assertThat(there.state()).isEqualTo(State.SERVING);
        assertThat(there.since()).isAfter(clock.instant().minusSeconds(4));
        assertThat(there.table().own()).isEqualTo(ALL);
        assertThat(there.table().free()).isZero();
    }

    @Test
    void doubtsHubsThatDoNotFitTogether() {
        round(owner, "same", HubProtocol.CURRENT);
        round(standby, "same", OTHER);
        round(owner, "same", HubProtocol.CURRENT);

        assertThat(of(owner).doubts())
                .extracting(Doubt::reason)
                .containsExactly(Reason.SAME_ADDRESS, Reason.SAME_ADDRESS, Reason.OTHER_PROTOCOL);
    }

    @Test
    void doubtsNoHubOfTheNextRelease() {
        round(owner);
        round(standby, "standby", NEXT);
        round(owner);

        assertThat(of(owner).doubts()).isEmpty();
        assertThat(of(owner).hubs())
                .extracting(Member::protocol)
                .containsExactly(HubProtocol.CURRENT.newest(), NEXT.newest());
    }

    /// Each listens for itself, and one of them has the other's address in its settings.
    @Test
    void doubtsHubsThatAreCalledAtOneAddress() {
        round(owner, "owner", HubProtocol.CURRENT, "http://10.0.0.7:8002");
        round(standby, "standby", HubProtocol.CURRENT, "http://10.0.0.7:8002");
        round(owner, "owner", HubProtocol.CURRENT, "http://10.0.0.7:8002");

        assertThat(of(owner).doubts())
                .extracting(Doubt::reason)
                .containsExactly(Reason.SAME_ADDRESS, Reason.SAME_ADDRESS);
    }

    /// Neither calls the other, so the second one stands by.
    @Test
    void doubtsAHubOfWhichAloneCallsAreEncrypted() {
        round(owner, "owner", HubProtocol.CURRENT, "http://10.0.0.7:8002");
        round(standby, "standby", HubProtocol.CURRENT, "https://10.0.0.8:8002");
        round(owner, "owner", HubProtocol.CURRENT, "http://10.0.0.7:8002");

        for (ClusterModule each : List.of(owner, standby)) {
            assertThat(of(each).doubts())
                    .containsExactly(new Doubt(Reason.OTHER_TLS, of(each).hubs().getLast().id()));
        }
        assertThat(of(standby).state()).isEqualTo(State.STANDING_BY);
    }

    @Test
    void doubtsATableThatTheStoreIsAheadOf() {
        round(owner);
        owner.ownership().overtaken(Long.MAX_VALUE / 2);

        assertThat(of(owner).doubts()).extracting(Doubt::reason).contains(Reason.LATER_EPOCHS);
        assertThat(owner.figures().refusals()).isEqualTo(1);
    }

    @Test
    void doubtsPartitionsOfAHubThatNobodyKnows() {
        round(owner);
        hubs.remove(new HubId(of(owner).hubs().getFirst().id()));
        round(standby);

        assertThat(of(standby).state()).isEqualTo(State.SERVING);
        assertThat(of(standby).doubts()).isEmpty();
    }
}
