package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.adapter.in.socket.gateway.customer.Cursor;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.socketio.ConnectDecision;
import dev.switchboard.adapter.in.socket.socketio.ConnectRequest;
import dev.switchboard.adapter.in.socket.socketio.Restored;
import dev.switchboard.application.port.in.handoff.ServeConsoles;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.AgentId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.UserRef;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Admits agents with a valid token, whether they continue a session or not.
final class AgentHandshake {

    private static final int MOST_CURSORS = 64;
    private static final int LONGEST_NAME = 80;

    private final ServeConsoles consoles;
    private final OpenProofs proofs;
    private final AgentWatch watch;
    private final Clock clock;
    private volatile boolean draining;

    AgentHandshake(ServeConsoles consoles, OpenProofs proofs, AgentWatch watch, Clock clock) {
        this.consoles = consoles;
        this.proofs = proofs;
        this.watch = watch;
        this.clock = clock;
    }

    /// Admits no more consoles.
    void draining() {
        draining = true;
    }

    ConnectDecision judge(ConnectRequest request) {
        if (draining) {
            return refuse(CommandFailure.DRAINING);
        }
        try {
            return switch (prove(request.auth().path("token").asString(""))) {
                case Proof.Good(var agent, var grant) -> admit(request, agent, grant);
                case Proof.Bad(var why) -> refuse(why);
            };
        } catch (StoreUnavailableException _) {
            return refuse(CommandFailure.UNAVAILABLE);
        }
    }

    private ConnectDecision admit(ConnectRequest request, Agent agent, AgentConsole.Grant grant) {
        Restored restored = request.restored();
        ClientSession continued =
                restored == null
                        ? null
                        : consoles.recall((SessionKey) restored.state(), agent).orElse(null);
        if (continued == null && !consoles.hasRoom(agent)) {
            return refuse(CommandFailure.CONSOLE_LIMIT);
        }
        String offset = restored == null ? null : restored.offset();
        Map<ConversationId, Long> cursors = cursors(continued, offset);
        addTo(cursors, request.auth().path("cursor"));
        AgentConsole console =
                new AgentConsole(
                        agent, grant, continued, cursors, program(request.auth().path("console")));
        return continued == null
                ? ConnectDecision.acceptAsNew(console)
                : ConnectDecision.resume(console, continued.client().value());
    }

    /// Returns the console's own name, or the beginning of it: no letter is cut in half.
    private static String program(JsonNode named) {
        String name = named.path("name").asString("") + " " + named.path("version").asString("");
        return name.strip()
                .codePoints()
                .limit(LONGEST_NAME)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// The offset names conversations by their hashes, the session by their ids.
    private static Map<ConversationId, Long> cursors(
            @Nullable ClientSession continued, @Nullable String offset) {
        Map<ConversationId, Long> cursors = new HashMap<>();
        if (continued != null) {
            Positions.Claimed claimed = Positions.read(offset);
            continued
                    .positions()
                    .keySet()
                    .forEach(conversation ->
                            claimed.of(conversation)
                                    .ifPresent(seq -> cursors.put(conversation, seq)));
        }
        return cursors;
    }

    /// Entries that are no position in a conversation are ignored.
    private static void addTo(Map<ConversationId, Long> cursors, JsonNode given) {
        for (Map.Entry<String, JsonNode> named : given.properties()) {
            Long seq = Cursor.of(named.getValue());
            if (seq != null && seq >= 0 && cursors.size() < MOST_CURSORS) {
                try {
                    cursors.put(ConversationId.named(named.getKey()), seq);
                } catch (InvalidValueException _) {
                    // no conversation has such an id
                }
            }
        }
    }

    /// @throws StoreUnavailableException if the store cannot tell now
    Proof prove(String token) {
        if (token.isEmpty()) {
            return new Proof.Bad(CommandFailure.UNAUTHENTICATED);
        }
        return switch (proofs.prove(token)) {
            case Result.Proven proven -> judge(proven);
            case Result.Expired _ -> new Proof.Bad(CommandFailure.SESSION_EXPIRED);
            case Result.Rejected _ -> new Proof.Bad(CommandFailure.UNAUTHENTICATED);
        };
    }

    /// Whether a console's proof is still valid.
    ///
    /// @throws StoreUnavailableException if the store cannot tell now
    boolean stillKnows(AgentLine line) {
        return proofs.holds(line);
    }

    /// Keeps a console only as long as its proof is valid.
    ///
    /// @param end ends its connection
    void watch(AgentLine line, AgentConsole console, Runnable end) {
        proofs.hold(line, console.grant().proof(), end);
    }

    void forget(AgentLine line) {
        proofs.release(line);
    }

    /// Verification tolerates different clocks, but a session does not outlast its token.
    private Proof judge(Result.Proven proven) {
        if (!clock.instant().isBefore(proven.expiresAt())) {
            return new Proof.Bad(CommandFailure.SESSION_EXPIRED);
        }
        TenantId tenant = proven.tenant();
        if (tenant == null) {
            return new Proof.Bad(CommandFailure.UNAUTHENTICATED);
        }
        if (!proven.roles().contains(Role.AGENT)) {
            return new Proof.Bad(CommandFailure.FORBIDDEN);
        }
        try {
            return new Proof.Good(
                    new Agent(tenant, new AgentId(proven.subject())),
                    new AgentConsole.Grant(
                            proven.roles(), user(proven.identity()), proven.expiresAt(), proven));
        } catch (InvalidValueException _) {
            return new Proof.Bad(CommandFailure.UNAUTHENTICATED);
        }
    }

    private static @Nullable UserRef user(@Nullable OrgIdentity who) {
        return who == null ? null : new UserRef(new OrgId(who.orgId()), who.userId());
    }

    /// The result of checking a token.
    sealed interface Proof {

        record Good(Agent agent, AgentConsole.Grant grant) implements Proof {}

        record Bad(CommandFailure why) implements Proof {}
    }

    private ConnectDecision refuse(CommandFailure why) {
        watch.refused(why);
        return ConnectDecision.refuse("unauthorized", why.asData());
    }
}
