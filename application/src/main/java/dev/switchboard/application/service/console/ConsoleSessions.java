package dev.switchboard.application.service.console;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.live.KeptSessions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.handoff.Agent;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.EndUser;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores consoles' sessions for their next connection. A position counts only for a conversation
/// that the stored session names. A session is therefore stored whenever a conversation is added,
/// and not only when its console leaves, which may be because the hub was killed.
final class ConsoleSessions {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleSessions.class);

    private final KeptSessions sessions;
    private final Executor workers;
    private final Clock clock;

    ConsoleSessions(KeptSessions sessions, Executor workers, Clock clock) {
        this.sessions = sessions;
        this.workers = workers;
        this.clock = clock;
    }

    Optional<ClientSession> recall(SessionKey key, Agent agent) {
        return sessions.recall(key)
                .filter(session -> nameOf(agent).equals(session.who().subject()));
    }

    /// The name alone for agents of the default tenant, whose sessions are older than tenants. For
    /// others the tenant goes before it, on a line of its own: no agent's name has a line break.
    private static String nameOf(Agent agent) {
        return agent.tenant().equals(TenantId.DEFAULT)
                ? agent.id().value()
                : agent.tenant() + "\n" + agent.id();
    }

    /// Stores the current session, unless its console has ended: then it may have been forgotten.
    /// Nor is an agent's session without conversations stored, because it could not restore
    /// anything; a supervisor's without any ends what an earlier one watched.
    void save(Console console) {
        console.whileSaving(() -> {
            SessionKey key = console.session();
            Map<ConversationId, Long> positions = continued(console);
            boolean restores = console.supervisor() || !positions.isEmpty();
            if (key != null && restores && !console.feeds().ended()) {
                EndUser who = new EndUser(null, nameOf(console.agent()));
                ClientSession session =
                        new ClientSession(
                                key,
                                console.id(),
                                who,
                                positions,
                                console.epoch(),
                                clock.instant());
                sessions.save(session, console::replaced);
            }
        });
    }

    /// A supervisor's next connection watches what this one watches. A conversation that the
    /// supervisor holds may be another agent's by then, and is shown anew if it is not.
    private static Map<ConversationId, Long> continued(Console console) {
        Map<ConversationId, Long> positions = console.feeds().positions();
        if (console.supervisor()) {
            positions.keySet().retainAll(console.watched());
        }
        return positions;
    }

    /// The session of a connected console; nothing if it has none.
    static Stream<KeptSessions.Connected> connected(Console console) {
        SessionKey key = console.session();
        return key == null
                ? Stream.empty()
                : Stream.of(new KeptSessions.Connected(key, continued(console)));
    }

    /// Nobody waits for it: losing a session only costs its console a snapshot.
    void saveSoon(Console console) {
        workers.execute(() -> {
            try {
                save(console);
            } catch (StoreUnavailableException e) {
                LOG.debug("A console's session was not stored: {}", e.getMessage());
            }
        });
    }

    void forget(Console console) {
        SessionKey key = console.session();
        if (key != null) {
            sessions.forget(key);
        }
    }
}
