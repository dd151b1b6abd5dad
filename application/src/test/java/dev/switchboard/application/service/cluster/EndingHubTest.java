package dev.switchboard.application.service.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.ForwardingHubRegistry;
import dev.switchboard.application.service.cluster.PartitionListener.Progress;
import dev.switchboard.application.service.cluster.TableKeeper.Round;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import dev.switchboard.domain.cluster.Partitions;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A hub that is about to end shares the table with others. Its lanes stop, so what it got now
/// would be journaled and not delivered.
class EndingHubTest extends HubPair {

    private static Round round(ClusterModule hub) {
        return keeper(hub)
                .round(id ->
                        new Hub(
                                id,
                                "h",
                                "http://h",
                                "1",
                                HubProtocol.CURRENT,
                                null,
                                "http://peer"));
    }

    private static TableKeeper keeper(ClusterModule hub) {
        return hub.keeper().orElseThrow();
    }

    private static HubId id(ClusterModule hub) {
        return hub.directory().orElseThrow().me().orElseThrow();
    }

    private static Partitions held(ClusterModule hub) {
        return hub.ownership().held();
    }

    private static void share(ClusterModule... all) {
        for (int i = 0; i < 2; i++) {
            List.of(all).forEach(EndingHubTest::round);
        }
    }

    private PartitionTable stored() {
        return table.newerThan(0).orElseThrow();
    }

    @Test
    void keepsItsPartUntilItsEnd() {
        share(owner, standby);
        Partitions before = held(standby);

        keeper(standby).announceEnd();
        share(owner, standby);

        assertThat(held(standby)).isEqualTo(before);
        assertThat(round(standby)).isEqualTo(new Round.Serving());
    }

    @Test
    void getsNothingOfAnotherThatEnds() {
        ClusterModule third = hub();
        share(owner, standby, third);
        share(owner, standby, third);
        Partitions before = held(standby);
        keeper(standby).announceEnd();

        keeper(owner).giveBack(Progress.QUIET);
        round(standby);
        round(third);
        round(standby);

        assertThat(held(standby)).isEqualTo(before);
        assertThat(held(third)).isEqualTo(Partitions.ALL.minus(before));
    }

    @Test
    void getsNothingFromOneThatStays() {
        round(owner);
        round(standby);
        keeper(standby).announceEnd();

        round(owner);
        round(standby);

        assertThat(held(standby)).isEqualTo(Partitions.NONE);
        assertThat(held(owner)).isEqualTo(Partitions.ALL);
    }

    @Test
    void leavesEverythingToTheNextIfAllEnd() {
        share(owner, standby);
        keeper(standby).announceEnd();
        keeper(owner).announceEnd();
        Partitions before = held(standby);

        keeper(owner).giveBack(Progress.QUIET);
        round(standby);
        assertThat(held(standby)).isEqualTo(before);

        ClusterModule next = hub();
        round(next);
        assertThat(held(next)).isEqualTo(Partitions.ALL.minus(before));
    }

    /// Others see the table without its part, and its document still.
    @Test
    void getsNothingBackBetweenItsLastTwoSteps() {
        ClusterModule ending =
                ClusterModule.of(
                        new ForwardingHubRegistry(hubs) {
                            @Override
                            public void remove(HubId hub) {
                                round(owner);
                                super.remove(hub);
                            }
                        },
                        table,
                        ids,
                        later,
                        clock,
                        nanos::get);
        share(owner, ending);
        keeper(ending).announceEnd();

        keeper(ending).giveBack(Progress.QUIET);

        assertThat(held(owner)).isEqualTo(Partitions.ALL);
    }

    @Test
    void givesBackThoughOthersChangeTheTableMeanwhile() {
        share(owner, standby);
        HubId ended = id(standby);
        keeper(standby).announceEnd();
        ClusterModule third = hub();
        round(third);
        round(owner);
        assertThat(held(owner)).isNotEqualTo(Partitions.NONE);

        keeper(standby).giveBack(Progress.QUIET);

        assertThat(stored().owners()).doesNotContain(ended);
        assertThat(stored().shares()).allMatch(Share::clean);
    }
}
