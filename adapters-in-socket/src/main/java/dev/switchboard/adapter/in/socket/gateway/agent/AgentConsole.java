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

/// One console, and what its token proved.
final class AgentConsole {

    private final Agent agent;
    private final @Nullable ClientSession continued;
    private final Map<ConversationId, Long> cursors;
    private volatile Grant grant;
    private volatile @Nullable SessionKey key;
    private volatile @Nullable AgentLine line;

    /// What a token grants.
    ///
    /// @param user who that is in an organisation, or null
    /// @param proof what it was granted by
    record Grant(Set<Role> roles, @Nullable UserRef user, Instant expiresAt, Proven proof) {

        Grant {
            roles = Set.copyOf(roles);
        }

        boolean supervises() {
            return roles.contains(Role.SUPERVISOR) || roles.contains(Role.ADMIN);
        }
    }

    /// @param continued the session it goes on with, if any
    /// @param cursors up to where it has which conversation, as far as it says so
    AgentConsole(
            Agent agent,
            Grant grant,
            @Nullable ClientSession continued,
            Map<ConversationId, Long> cursors) {
        this.agent = agent;
        this.grant = grant;
        this.continued = continued;
        this.cursors = Map.copyOf(cursors);
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

    Grant grant() {
        return grant;
    }

    /// A new token takes the place of the old one.
    void granted(Grant next) {
        grant = next;
    }

    /// The name under which its session is kept.
    @Nullable SessionKey key() {
        return key;
    }

    void keptAs(SessionKey name) {
        key = name;
    }

    /// The way to it; null until it was let in.
    @Nullable AgentLine line() {
        return line;
    }

    void reachedBy(AgentLine way) {
        line = way;
    }
}
