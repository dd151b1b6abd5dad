package dev.switchboard.application.service.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.cluster.WatchCluster.Cluster;
import dev.switchboard.application.port.in.cluster.WatchCluster.Member;
import dev.switchboard.application.port.in.cluster.WatchCluster.State;
import dev.switchboard.application.port.in.cluster.WatchCluster.Table;
import dev.switchboard.application.port.in.session.WatchConnections.Connected;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.OpenConnections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConnectionReportTest {

    private static OpenConnections.Console console(String tenant, String agent) {
        return new OpenConnections.Console(
                new Agent(new TenantId(tenant), new AgentId(agent)),
                new ClientId(tenant + agent),
                Seed.NOW,
                "192.0.2.1",
                "");
    }

    private static Connected report(List<OpenConnections.Console> consoles) {
        Member other = new Member("h-1", "one", "", "1", 1, null, false, 4, null);
        Member self = new Member("h-2", "two", "", "1", 1, null, false, 4, null);
        Cluster cluster =
                new Cluster(
                        "h-2",
                        State.SERVING,
                        Seed.NOW,
                        List.of(other, self),
                        new Table(1, 8, 4, 0),
                        List.of());
        OpenConnections open = new OpenConnections(consoles, Map.of("websocket", 2), Map.of(), 0);
        return new ConnectionReport(() -> open, () -> cluster).connected();
    }

    @Test
    void tellsWhoseConnectionsTheyAreInTheOrderOfAgents() {
        Connected connected =
                report(List.of(console("b", "a"), console("a", "c"), console("a", "b")));

        assertThat(connected.hub()).isEqualTo("two");
        assertThat(connected.connections().consoles())
                .extracting(console -> console.id().value())
                .containsExactly("ab", "ac", "ba");
        assertThat(connected.connections().sockets()).containsEntry("websocket", 2);
    }

    @Test
    void countsConsolesThatItDoesNotName() {
        List<OpenConnections.Console> many =
                Stream.iterate(0, i -> i < 1_001, i -> i + 1)
                        .map(i -> console("t", "" + i))
                        .toList();

        Connected connected = report(many);

        assertThat(connected.consoles()).isEqualTo(1_001);
        assertThat(connected.connections().consoles()).hasSize(1_000);
    }
}
