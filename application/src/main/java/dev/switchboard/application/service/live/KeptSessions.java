package dev.switchboard.application.service.live;

import dev.switchboard.application.port.out.session.ClientSessions;
import dev.switchboard.application.port.out.session.ClientSessions.Advance;
import dev.switchboard.application.port.out.session.ClientSessions.Saved;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.session.ClientSession;
import dev.switchboard.domain.session.SessionKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores client sessions for their next connection. A session without conversations is not stored,
/// because it could not restore anything.
public final class KeptSessions {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSessions.class);

    private static final int RENEWALS_PER_WINDOW = 4;
    private static final int AT_ONCE = 500;

    private final ClientSessions sessions;
    private final Duration window;
    private final Clock clock;
    private final Instant startedAt;
    private final List<Supplier<Stream<Connected>>> connections = new CopyOnWriteArrayList<>();

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
        Saved saved = client.keep(() -> sessions.take(session), () -> sessions.save(session));
        if (saved == Saved.REPLACED && !client.feeds().ended()) {
            client.replaced();
        }
    }

    /// @param replaced called if another connection has taken over the session
    public void save(ClientSession session, Runnable replaced) {
        if (sessions.save(session) == Saved.REPLACED) {
            replaced.run();
        }
    }

    /// A session whose connection is open, and what its client has.
    public record Connected(SessionKey key, Map<ConversationId, Long> positions) {}

    /// Registers connections whose sessions [#renew] renews.
    public void include(Supplier<Stream<Connected>> some) {
        connections.add(some);
    }

    /// The interval of [#renew]: a renewal may fail, and the next is in time.
    Duration renewsEvery() {
        return window.dividedBy(RENEWALS_PER_WINDOW);
    }

    /// Notes that the clients of open connections are still there, so that a session does not pass
    /// its window while its client merely has nothing to acknowledge. An advance to where a client
    /// is brings no forgotten session back, and lowers no position that was stored meanwhile.
    void renew() {
        Instant now = clock.instant();
        List<Advance> all =
                connections.stream()
                        .flatMap(Supplier::get)
                        .flatMap(open ->
                                open.positions().entrySet().stream()
                                        .map(it ->
                                                new Advance(
                                                        open.key(),
                                                        it.getKey(),
                                                        it.getValue(),
                                                        now)))
                        .toList();
        try {
            for (int from = 0; from < all.size(); from += AT_ONCE) {
                List<Advance> some = all.subList(from, Math.min(from + AT_ONCE, all.size()));
                sessions.advance(some).toCompletableFuture().join();
            }
        } catch (CompletionException e) {
            LOG.warn("Sessions of open connections were not renewed: {}", e.getMessage());
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
            LOG.warn("A session was not forgotten: {}", e.getMessage());
        }
    }
}
