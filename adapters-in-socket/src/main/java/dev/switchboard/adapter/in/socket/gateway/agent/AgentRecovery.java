package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.adapter.in.socket.socketio.ServerSocket;
import dev.switchboard.adapter.in.socket.socketio.SessionRecovery;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.session.SessionKey;
import org.jspecify.annotations.Nullable;

/// Names consoles' sessions. [AgentHandshake] looks them up once the agent is known.
final class AgentRecovery implements SessionRecovery {

    @Override
    public @Nullable Restored restore(String pid, @Nullable String offset) {
        return new Restored("", offset, keyOf(pid));
    }

    /// The session itself is stored with its first conversation.
    @Override
    public void save(String pid, ServerSocket socket) {
        socket.attributes(AgentConsole.class).keptAs(keyOf(pid));
    }

    /// Nothing to do: the console's leaving forgets the session.
    @Override
    public void forget(String pid, ServerSocket socket) {}

    @Override
    public String position(ServerSocket socket) {
        AgentLine line = socket.attributes(AgentConsole.class).line();
        return line == null ? "" : line.offset();
    }

    private static SessionKey keyOf(String pid) {
        return new SessionKey(Sha256.hex(pid));
    }
}
