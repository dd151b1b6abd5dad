package dev.switchboard.application.service.handoff;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps consoles' sessions for their next connection. What an offset says of a conversation counts
/// only if the session names the conversation, so a session is stored whenever one is added, not
/// only as its console leaves: it may leave because the hub was killed.
final class ConsoleSessions {

    private static final Logger log = LoggerFactory.getLogger(ConsoleSessions.class);

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

    /// Stores the session as it is now. Without a conversation there is nothing to come back to.
    void save(Console console) {
        console.whileSaving(() -> {
            SessionKey key = console.session();
            Map<ConversationId, Long> positions = console.feeds().positions();
            if (key != null && !positions.isEmpty()) {
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

    /// Nobody waits for it: a session that is lost costs its console a snapshot.
    void saveSoon(Console console) {
        workers.execute(() -> {
            try {
                save(console);
            } catch (StoreUnavailableException e) {
                log.warn("A console's session was not stored: {}", e.getMessage());
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
