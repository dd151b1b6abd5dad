package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One console and its proven grant.
final class AgentConsole {

    private final Agent agent;
    private final @Nullable ClientSession continued;
    private final Map<ConversationId, Long> cursors;
    private final String program;
    private volatile Grant grant;
    private volatile @Nullable SessionKey key;
    private volatile @Nullable AgentLine line;

    /// The rights from a token.
    ///
    /// @param user the agent's user in an organisation, or null
    /// @param proof the verified token
    record Grant(Set<Role> roles, @Nullable UserRef user, Instant expiresAt, Proven proof) {

        Grant {
            roles = Set.copyOf(roles);
        }

        boolean supervises() {
            return roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
        }
    }

    /// @param continued the session that it continues, if any
    /// @param cursors the last `seq` that it has of each conversation it names
    /// @param program how it calls itself; empty if it does not
    AgentConsole(
            Agent agent,
            Grant grant,
            @Nullable ClientSession continued,
            Map<ConversationId, Long> cursors,
            String program) {
        this.agent = agent;
        this.grant = grant;
        this.continued = continued;
        this.cursors = Map.copyOf(cursors);
        this.program = program;
    }

    Agent agent() {
        return agent;
    }

    @Nullable ClientSession continued() {
        return continued;
    }

    Map<ConversationId, Long> cursors() {
        return cursors;
    }

    String program() {
        return program;
    }

    Grant grant() {
        return grant;
    }

    /// Replaces the grant with that of a new token.
    void granted(Grant next) {
        grant = next;
    }

    /// The key of its stored session.
    @Nullable SessionKey key() {
        return key;
    }

    void keptAs(SessionKey name) {
        key = name;
    }

    /// Its line; null until it was admitted.
    @Nullable AgentLine line() {
        return line;
    }

    void reachedBy(AgentLine way) {
        line = way;
    }
}
