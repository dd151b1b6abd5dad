package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/// Assembles namespace `/agent`.
public final class AgentNamespace {

    private final AgentHandler handler;
    private final Namespace namespace;

    /// @param timer runs tasks that do not block
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

    /// Prepares the shutdown: no more consoles are admitted, and connected ones are told when to
    /// reconnect to another hub.
    public void draining(Duration reconnectAfter) {
        handler.draining(
                ServerEvent.of(
                        "server.draining",
                        DeskJson.object().put("reconnectAfterMs", reconnectAfter.toMillis())));
    }
}
