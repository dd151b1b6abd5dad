package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Saved;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores client sessions for their next connection. A session without conversations is not stored,
/// because it could not restore anything.
public final class KeptSessions {

    private static final Logger log = LoggerFactory.getLogger(KeptSessions.class);

    private final ClientSessions sessions;
    private final Duration window;
    private final Clock clock;
    private final Instant startedAt;

    KeptSessions(ClientSessions sessions, Duration window, Clock clock) {
        this.sessions = sessions;
        this.window = window;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /// Returns a session whose window has not passed. Nobody could return while this hub was down,
    /// so the window begins no earlier than its start.
    public Optional<ClientSession> recall(SessionKey key) {
        return sessions.find(key)
                .filter(session ->
                        !session.expiredAt(clock.instant(), window)
                                || clock.instant().isBefore(startedAt.plus(window)));
    }

    /// Stores the current session, or tells the connection that another one took over.
    void save(LiveClient client) {
        SessionKey key = client.session();
        Map<ConversationId, Long> positions = client.feeds().positions();
        if (key == null || positions.isEmpty()) {
            return;
        }
        ClientSession session =
                new ClientSession(
                        key, client.id(), client.who(), positions, client.epoch(), clock.instant());
        save(
                session,
                () -> {
                    if (!client.feeds().ended()) {
                        client.replaced();
                    }
                });
    }

    /// @param replaced called if another connection has taken over the session
    public void save(ClientSession session, Runnable replaced) {
        if (sessions.save(session) == Saved.REPLACED) {
            replaced.run();
        }
    }

    void forget(LiveClient client) {
        SessionKey key = client.session();
        if (key != null) {
            forget(key);
        }
    }

    /// If this fails, the session that its client gave up stays stored until its window passes,
    /// which is harmless.
    public void forget(SessionKey key) {
        try {
            sessions.forget(key);
        } catch (StoreUnavailableException e) {
            log.warn("A session was not forgotten: {}", e.getMessage());
        }
    }
}
