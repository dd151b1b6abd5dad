package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.cti.Identification.Identified;
import dev.switchboard.adapter.in.socket.limits.NetworkLimits;
import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import dev.switchboard.application.port.in.identity.ProveIdentity.Result.Proven;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.network.Network;
import dev.switchboard.domain.presence.OrgId;
import dev.switchboard.domain.presence.Viewer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.WebSocketSession;

/// All open connections and what they share. One check of all of them costs less than a timer for
/// each.
final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private static final String ANYBODY = "*";
    private static final long DRAIN_MILLIS = 5_000;
    private static final long DRAIN_EACH_MILLIS = 10;

    private final CtiProperties settings;
    private final Identification identification;
    private final WatchAccess watchAccess;
    private final CtiMetrics metrics;
    private final LongSupplier nanoTime;
    private final Map<WebSocketSession, CtiConnection> open = new ConcurrentHashMap<>();
    private final NetworkLimits networks;
    private final Map<Seat, Integer> seats = new ConcurrentHashMap<>();
    private volatile boolean draining;

    /// The connections of one user at one endpoint.
    private record Seat(OrgId org, long user, CtiEndpoint endpoint) {}

    Connections(
            CtiProperties settings,
            Identification identification,
            WatchAccess watchAccess,
            CtiMetrics metrics,
            LongSupplier nanoTime) {
        this.settings = settings;
        this.identification = identification;
        this.watchAccess = watchAccess;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
        this.networks = new NetworkLimits(settings.networks(), nanoTime);
    }

    CtiProperties settings() {
        return settings;
    }

    CtiMetrics metrics() {
        return metrics;
    }

    long now() {
        return nanoTime.getAsLong();
    }

    CtiConnection open(CtiEndpoint endpoint, PulledSession session) {
        FrameOutbox outbox =
                new FrameOutbox(
                        new FrameOutbox.Limits(
                                settings.queueItems(), settings.queueBytes().toBytes()));
        String network = networkOf(session);
        boolean admitted = networks.enter(network) == NetworkLimits.Admission.ADMITTED;
        CtiConnection connection =
                new CtiConnection(
                        this,
                        endpoint,
                        admitted ? network : null,
                        session,
                        outbox,
                        new Subscriptions(watchAccess.presence(), metrics, watchAccess.most()));
        session.setTextMessageSizeLimit(Math.toIntExact(settings.maxFrame().toBytes()));
        session.sendFrom(outbox);
        open.put(session, connection);
        metrics.opened(endpoint);
        if (draining) {
            connection.end(ConnectionEnd.DRAIN);
        } else if (!admitted) {
            connection.end(ConnectionEnd.CROWDED);
        }
        return connection;
    }

    private static String networkOf(PulledSession session) {
        InetSocketAddress client = session.getRemoteAddress();
        return client == null ? "" : Network.nameOf(client.getHostString());
    }

    @Nullable CtiConnection find(WebSocketSession session) {
        return open.get(session);
    }

    /// Records that a connection of a network has authenticated.
    void proven(@Nullable String network) {
        if (network != null) {
            networks.settle(network);
        }
    }

    /// @param network null if the connection was not admitted
    void left(WebSocketSession session, @Nullable String network, boolean proven) {
        CtiConnection connection = open.remove(session);
        if (connection != null) {
            identification.proofs().release(connection);
            metrics.closed(connection.endpoint());
            if (network != null) {
                networks.leave(network, proven);
            }
        }
    }

    boolean letsIn(String client) {
        return settings.clientNames().contains(ANYBODY) || settings.clientNames().contains(client);
    }

    Identified identify(String token) {
        return identification.identify(token);
    }

    /// Keeps a connection only as long as its proof is valid.
    void hold(CtiConnection connection, Proven proof) {
        identification.proofs().hold(connection, proof, connection::putOut);
        if (connection.hasEnded()) {
            identification.proofs().release(connection);
        }
    }

    /// Whether a connection's proof is still valid, as far as it can be told now.
    boolean stillKnows(CtiConnection connection) {
        try {
            return identification.proofs().holds(connection);
        } catch (StoreUnavailableException _) {
            return true; // calls that need the store report its absence
        }
    }

    /// Reserves one of a viewer's connections; [#leave] returns it and the board.
    ///
    /// @return false if the viewer has too many
    boolean admit(Viewer viewer, CtiEndpoint endpoint) {
        Seat seat = new Seat(viewer.org(), viewer.number(), endpoint);
        int taken = seats.merge(seat, 1, Integer::sum);
        if (taken > settings.maxConnectionsPerUser()) {
            giveBack(seat);
            return false;
        }
        return true;
    }

    private void giveBack(Seat seat) {
        seats.computeIfPresent(seat, (_, taken) -> taken > 1 ? taken - 1 : null);
    }

    Board boardOf(Viewer viewer) {
        return watchAccess.boards().enter(viewer.org());
    }

    void leave(Viewer viewer, CtiEndpoint endpoint) {
        giveBack(new Seat(viewer.org(), viewer.number(), endpoint));
        watchAccess.boards().leave(viewer.org());
    }

    /// Checks the deadlines of all connections.
    void look() {
        long now = now();
        open.values().forEach(connection -> guarded(() -> connection.look(now)));
    }

    /// A failure of one connection must not stop the check of the others.
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("Checking a connection failed", e);
        }
    }

    boolean isDraining() {
        return draining;
    }

    int count() {
        return open.size();
    }

    /// Admits no more clients and closes all connections, each at a random moment within a few
    /// seconds, so that the clients do not all reconnect to another hub at once.
    void drain(Board.Later later, RandomGenerator random) {
        draining = true;
        List<CtiConnection> all = List.copyOf(open.values());
        long millis = Math.clamp(all.size() * DRAIN_EACH_MILLIS, 1, DRAIN_MILLIS);
        for (CtiConnection connection : all) {
            later.run(
                    random.nextLong(millis * 1_000_000),
                    () -> guarded(() -> connection.end(ConnectionEnd.DRAIN)));
        }
    }
}
