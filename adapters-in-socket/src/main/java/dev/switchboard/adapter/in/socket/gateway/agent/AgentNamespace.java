package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.Namespace;
import dev.switchboard.adapter.in.socket.socketio.NamespaceSocket;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.adapter.in.socket.socketio.ServerEvent;
import dev.switchboard.adapter.in.socket.socketio.SessionRecovery;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.domain.session.OpenConnections;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Assembles namespace `/agent`.
public final class AgentNamespace {

    private final AgentHandler handler;
    private final Namespace namespace;

    public AgentNamespace(
            ServeConsoles consoles,
            AgentCommands commands,
            OpenProofs proofs,
            DeskJson json,
            AgentWatch watch,
            ConsoleScopes scopes,
            Clock clock) {
        this.handler =
                new AgentHandler(
                        new AgentHandshake(consoles, proofs, watch, clock),
                        consoles,
                        commands,
                        json,
                        watch,
                        scopes);
        this.namespace = new Namespace(handler, new AgentRecovery());
    }

    public Namespace namespace() {
        return namespace;
    }

    /// The consoles that are connected now.
    public List<OpenConnections.Console> consoles() {
        return handler.consoles();
    }

    /// Prepares the shutdown: no more consoles are admitted, and connected ones are told when to
    /// reconnect to another hub.
    public void draining(Duration reconnectAfter) {
        handler.draining(
                ServerEvent.of(
                        "server.draining",
                        DeskJson.object().put("reconnectAfterMs", reconnectAfter.toMillis())));
    }

    /// Names consoles' sessions. [AgentHandshake] looks them up once the agent is known.
    private static final class AgentRecovery implements SessionRecovery {

        @Override
        public @Nullable Restored restore(String pid, @Nullable String offset) {
            return new Restored("", offset, SessionKey.of(pid));
        }

        /// The session itself is stored with its first conversation.
        @Override
        public void save(String pid, NamespaceSocket socket) {
            socket.attributes(AgentConsole.class).keptAs(SessionKey.of(pid));
        }

        /// Nothing to do: the console's leaving forgets the session.
        @Override
        public void forget(String pid, NamespaceSocket socket) {}

        @Override
        public String position(NamespaceSocket socket) {
            AgentLine line = socket.attributes(AgentConsole.class).line();
            return line == null ? "" : line.offset();
        }
    }
}
