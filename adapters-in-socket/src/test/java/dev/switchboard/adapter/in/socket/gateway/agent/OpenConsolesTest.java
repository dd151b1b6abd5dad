package dev.switchboard.adapter.in.socket.gateway.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.DisconnectReason;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientId;
import dev.switchboard.domain.session.OpenConnections;
import org.junit.jupiter.api.Test;

/// The consoles that admins are told of.
class OpenConsolesTest {

    private final Reception reception = new Reception();

    private FakeConsole console(String program) {
        ConnectDecision verdict =
                reception.connect("{\"token\":\"ada:AGENT\",\"console\":" + program + "}", null);
        FakeConsole console =
                new FakeConsole("s-1", ((ConnectDecision.Accept) verdict).attributes());
        reception.handler.connected(console, false);
        return console;
    }

    @Test
    void areThoseThatAreConnected() {
        FakeConsole console = console("{\"name\":\"Console\",\"version\":\"3f9c\"}");

        assertThat(reception.namespace.consoles())
                .containsExactly(
                        new OpenConnections.Console(
                                new Agent(TenantId.DEFAULT, new AgentId("ada")),
                                new ClientId("s-1"),
                                reception.clock.instant(),
                                "192.0.2.1",
                                "Console 3f9c"));

        reception.handler.disconnected(console, new DisconnectReason.ByClient());

        assertThat(reception.namespace.consoles()).isEmpty();
    }

    @Test
    void haveNoNameOfAnyLength() {
        console("{\"name\":\"" + "x".repeat(100) + "\"}");

        assertThat(reception.namespace.consoles())
                .singleElement()
                .extracting(OpenConnections.Console::program)
                .isEqualTo("x".repeat(80));
    }
}
