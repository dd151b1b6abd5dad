package dev.switchboard.adapter.in.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeCluster;
import dev.switchboard.adapter.in.web.fakes.FakeStanding;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.cluster.WatchCluster.Cluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Doubt;
import dev.switchboard.application.port.in.cluster.WatchCluster.Member;
import dev.switchboard.application.port.in.cluster.WatchCluster.Reason;
import dev.switchboard.application.port.in.cluster.WatchCluster.State;
import dev.switchboard.application.port.in.cluster.WatchCluster.Table;
import dev.switchboard.domain.identity.Role;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WebTest
class ClusterTest {

    private final Hub hub;
    private final FakeCluster cluster;
    private final FakeStanding standing;

    ClusterTest(Hub hub, FakeCluster cluster, FakeStanding standing) {
        this.hub = hub;
        this.cluster = cluster;
        this.standing = standing;
    }

    @AfterEach
    void heal() {
        cluster.leave();
        standing.comeBack();
    }

    @Test
    void tellsAdminsWhoServesAndWhatIsWrong() {
        cluster.set(
                new Cluster(
                        "h-2",
                        State.STANDING_BY,
                        Seed.NOW,
                        List.of(
                                new Member(
                                        "h-2",
                                        "two",
                                        "http://two:8000",
                                        "1.2.3",
                                        1,
                                        Seed.NOW,
                                        false,
                                        0,
                                        "http://two:8002"),
                                new Member(
                                        "h-1",
                                        "one",
                                        "http://one:8000",
                                        "1.2.3",
                                        1,
                                        null,
                                        true,
                                        1024,
                                        null)),
                        new Table(7, 1024, 0, 1024),
                        List.of(
                                new Doubt(Reason.SILENT, "h-1"),
                                new Doubt(Reason.FREE_PARTITIONS, null))));

        assertThat(hub.get("/v1/cluster", Role.ADMIN).body())
                .isEqualTo(
                        """
                        {"self":"h-2","state":"STANDING_BY","since":"%1$s","hubs":[\
                        {"id":"h-2","name":"two","address":"http://two:8000","version":"1.2.3",\
                        "protocol":1,"beat_at":"%1$s","dead":false,"partitions":0,\
                        "peer_address":"http://two:8002"},\
                        {"id":"h-1","name":"one","address":"http://one:8000","version":"1.2.3",\
                        "protocol":1,"beat_at":null,"dead":true,"partitions":1024,\
                        "peer_address":null}],\
                        "table":{"version":7,"partitions":1024,"own":0,"free":1024},\
                        "doubts":[{"reason":"SILENT","hub":"h-1"},\
                        {"reason":"FREE_PARTITIONS","hub":null}]}\
                        """
                                .formatted(Seed.NOW));
    }

    @Test
    void saysOfAHubAloneThatItIs() {
        assertThat(hub.get("/v1/cluster", Role.ADMIN).body())
                .startsWith("{\"self\":null,\"state\":\"ALONE\"")
                .contains("\"hubs\":[]");
    }

    /// A standby reads no accounts, and admins ask it during outages.
    @Test
    void tellsAdminsAlsoWhileNobodyCanSayWhoTheyAreNow() {
        standing.leave();

        assertThat(hub.get("/v1/cluster", Role.ADMIN).statusCode()).isEqualTo(200);
        assertThat(hub.get("/v1/cluster", Role.SERVICE).statusCode()).isIn(403, 503);
    }

    @Test
    void tellsNobodyElse() {
        assertThat(hub.get("/v1/cluster").statusCode()).isEqualTo(401);
        assertThat(hub.get("/v1/cluster", Role.SERVICE).statusCode()).isEqualTo(403);
    }
}
