package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.HttpExchange.Poll;
import dev.switchboard.adapter.in.socket.limits.ByteBudget;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import dev.switchboard.domain.network.Network;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The open sessions and their limits.
final class Sessions {

    private static final int ID_BYTES = 16;
    private static final int HURRY = 10;

    private final EngineSettings settings;
    private final EngineWatch watch;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final NetworkLimits networks;
    private final ByteBudget unfinished;
    private final ByteBudget waiting;

    Sessions(
            EngineSettings settings,
            EngineWatch watch,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.watch = watch;
        this.random = random;
        this.nanoTime = nanoTime;
        this.networks = new NetworkLimits(settings.limits().networks(), nanoTime);
        this.unfinished = new ByteBudget(settings.limits().unfinishedBytes());
        this.waiting = new ByteBudget(settings.limits().waitingBytes());
    }

    EngineSettings settings() {
        return settings;
    }

    /// The limit of unfinished messages of all clients. A message that arrives in one piece is not
    /// counted, so those pass whatever others have begun.
    ByteBudget unfinished() {
        return unfinished;
    }

    /// The limit of what waits for all clients.
    ByteBudget waiting() {
        return waiting;
    }

    /// The time for which a client may take nothing while data waits for it: less while too much
    /// waits for all of them.
    Duration patience() {
        Duration usual = settings.timing().slowAfter();
        return waiting.isSpent() ? usual.dividedBy(HURRY) : usual;
    }

    EngineWatch watch() {
        return watch;
    }

    /// The monotonic clock, in nanoseconds.
    long now() {
        return nanoTime.getAsLong();
    }

    /// Reserves a place for a client.
    ///
    /// @return the reason for refusing it, or null
    @Nullable Refusal reserve(String address) {
        if (waiting.isOverspent()) {
            return Refusal.UNAVAILABLE;
        }
        return switch (networks.enter(Network.nameOf(address))) {
            case ADMITTED -> null;
            case FULL -> Refusal.UNAVAILABLE;
            case UNSETTLED -> Refusal.FORBIDDEN;
            case CROWDED, TOO_OFTEN -> Refusal.TOO_MANY;
        };
    }

    /// Opens a session in the reserved place.
    Session open(Handshake handshake, Transport transport) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String sid = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Session session = new Session(sid, handshake, this);
        open.put(sid, session);
        watch.opened(transport);
        return session;
    }

    /// Returns the live session with this id.
    @Nullable Session find(String id) {
        Session session = open.get(id);
        return session == null || session.isOver() ? null : session;
    }

    void unboundNoMore(Session session) {
        networks.settle(networkOf(session));
    }

    void forget(Session session, CloseReason reason) {
        if (open.remove(session.id(), session)) {
            networks.leave(networkOf(session), session.isBound());
            TransportConnection connection = session.connection();
            watch.closed(connection == null ? Transport.WEBSOCKET : connection.transport(), reason);
        }
    }

    void forEach(Consumer<Session> action) {
        open.values().forEach(action);
    }

    int count() {
        return networks.open();
    }

    private static String networkOf(Session session) {
        return Network.nameOf(session.handshake().remoteAddress());
    }

    /// Sessions that ended between two GETs of a polling client. The next GET may be on its way: it
    /// still gets the remaining data if it comes at once.
    static final class LingeringSessions {

        private final ScheduledExecutorService scheduler;
        private final Map<String, LingeringSession> waiting = new ConcurrentHashMap<>();

        LingeringSessions(ScheduledExecutorService scheduler) {
            this.scheduler = scheduler;
        }

        private record LingeringSession(
                Consumer<Poll> farewell, CompletableFuture<@Nullable Void> over) {}

        /// Keeps a session for a while, to answer its last GET with a farewell.
        void linger(String sessionId, Duration grace, Consumer<Poll> farewell) {
            LingeringSession session = new LingeringSession(farewell, new CompletableFuture<>());
            waiting.put(sessionId, session);
            var _ =
                    scheduler.schedule(
                            () -> end(sessionId), grace.toMillis(), TimeUnit.MILLISECONDS);
        }

        /// Answers this GET with the farewell, if its session has just ended.
        ///
        /// @return false if there is none
        boolean answer(String sessionId, Poll poll) {
            LingeringSession session = waiting.remove(sessionId);
            if (session == null) {
                return false;
            }
            session.farewell().accept(poll);
            session.over().complete(null);
            return true;
        }

        /// Completes when the session is gone for good.
        CompletionStage<?> whenGone(String sessionId) {
            LingeringSession session = waiting.get(sessionId);
            return session == null ? SerialDispatcher.DONE : session.over();
        }

        private void end(String sessionId) {
            LingeringSession session = waiting.remove(sessionId);
            if (session != null) {
                session.over().complete(null);
            }
        }
    }
}
