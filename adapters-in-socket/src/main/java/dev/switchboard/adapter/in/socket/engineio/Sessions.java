package dev.switchboard.adapter.in.socket.engineio;

import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The sessions that are open, and how many more may be.
final class Sessions {

    private static final int ID_BYTES = 16;

    private final EngineSettings settings;
    private final EngineWatch watch;
    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> unboundByAddress = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Sessions(
            EngineSettings settings,
            EngineWatch watch,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.watch = watch;
        this.random = random;
        this.nanoTime = nanoTime;
    }

    EngineSettings settings() {
        return settings;
    }

    EngineWatch watch() {
        return watch;
    }

    /// The monotonic clock, in nanoseconds.
    long now() {
        return nanoTime.getAsLong();
    }

    /// Keeps a place for a client.
    ///
    /// @return why there is none, or null
    @Nullable Refusal reserve(String address) {
        if (count.incrementAndGet() > settings.limits().maxConnections()) {
            count.decrementAndGet();
            return Refusal.UNAVAILABLE;
        }
        int most = settings.limits().maxUnboundPerAddress();
        if (unboundByAddress.merge(address, 1, Integer::sum) > most) {
            release(address);
            count.decrementAndGet();
            return Refusal.FORBIDDEN;
        }
        return null;
    }

    /// A session in the place that was reserved.
    Session open(Handshake handshake, Transport transport) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String sid = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Session session = new Session(sid, handshake, this);
        open.put(sid, session);
        watch.opened(transport);
        return session;
    }

    /// The session of that id, if it lives.
    @Nullable Session find(String id) {
        Session session = open.get(id);
        return session == null || session.isOver() ? null : session;
    }

    void unboundNoMore(Session session) {
        release(session.handshake().remoteAddress());
    }

    void forget(Session session, CloseReason reason) {
        if (open.remove(session.id(), session)) {
            count.decrementAndGet();
            if (!session.isBound()) {
                release(session.handshake().remoteAddress());
            }
            TransportConnection connection = session.connection();
            watch.closed(connection == null ? Transport.WEBSOCKET : connection.transport(), reason);
        }
    }

    void forEach(Consumer<Session> action) {
        open.values().forEach(action);
    }

    int count() {
        return count.get();
    }

    private void release(String address) {
        unboundByAddress.computeIfPresent(address, (_, n) -> n > 1 ? n - 1 : null);
    }
}
