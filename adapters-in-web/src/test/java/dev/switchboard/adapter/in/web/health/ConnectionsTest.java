package dev.switchboard.adapter.in.web.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeConnections;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.session.WatchConnections.Connected;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.OpenConnections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WebTest
class ConnectionsTest {

    private final Hub hub;
    private final FakeConnections connections;

    ConnectionsTest(Hub hub, FakeConnections connections) {
        this.hub = hub;
        this.connections = connections;
    }

    @Test
    void tellsAdminsWhoIsConnected() {
        OpenConnections.Console console =
                new OpenConnections.Console(
                        new Agent(TenantId.DEFAULT, new AgentId("ana")),
                        new ClientId("c-1"),
                        Seed.NOW,
                        "192.0.2.7",
                        "Console 3f9c");
        connections.set(
                new Connected(
                        "hub-1",
                        new OpenConnections(
                                List.of(console),
                                Map.of("websocket", 3),
                                Map.of("/v1/events", 2),
                                5),
                        1_001));

        assertThat(hub.get("/v1/connections", Role.ADMIN).body())
                .isEqualTo(
                        """
                        {"hub":"hub-1","consoles":[{"tenant_id":"default","agent_id":"ana",\
                        "id":"c-1","since":"2099-05-27T21:10:00Z","from":"192.0.2.7",\
                        "program":"Console 3f9c"}],"console_count":1001,"sockets":{"websocket":3},\
                        "watchers":{"/v1/events":2},"subscriptions":5}\
                        """);
    }

    @Test
    void tellsNobodyElse() {
        assertThat(hub.get("/v1/connections").statusCode()).isEqualTo(401);
        assertThat(hub.get("/v1/connections", Role.SUPERVISOR).statusCode()).isEqualTo(403);
        assertThat(hub.get("/v1/connections", Role.SERVICE).statusCode()).isEqualTo(403);
    }
}
