package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/// Namespace `/agent`, put together.
public final class AgentNamespace {

    private final AgentHandler handler;
    private final Namespace namespace;

    /// @param timer runs nothing that blocks
    public AgentNamespace(
            ServeConsoles consoles,
            AgentCommands commands,
            OpenProofs proofs,
            DeskJson json,
            AgentWatch watch,
            WatchAccess presence,
            Clock clock,
            ScheduledExecutorService timer) {
        this.handler =
                new AgentHandler(
                        new AgentHandshake(consoles, proofs, clock),
                        consoles,
                        commands,
                        json,
                        watch,
                        presence,
                        clock,
                        timer);
        this.namespace = new Namespace(handler, new AgentRecovery());
    }

    public Namespace namespace() {
        return namespace;
    }

    /// This hub is going away: nobody is let in any more, and consoles are told when to come to
    /// another one.
    public void draining(Duration reconnectAfter) {
        handler.draining(
                ServerEvent.of(
                        "server.draining",
                        DeskJson.object().put("reconnectAfterMs", reconnectAfter.toMillis())));
    }
}
