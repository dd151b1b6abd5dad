package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.engineio.Sessions.LingeringSessions;
import dev.switchboard.adapter.in.socket.websocket.WebSocketUpgrade;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An Engine.IO 4 server inside a Jetty server.
public final class EngineServer {

    /// The accept queue. When a network comes back, all its clients connect at once. Java's default
    /// is 50; further clients have to retry after one second, and then after three.
    private static final int AT_THE_DOOR = 4096;

    private final EngineHandler handler;
    private final Sessions sessions;
    private final RequestRouter requestRouter;
    private final ScheduledExecutorService scheduler;
    private final RandomGenerator random;

    /// @param listener the upper layer
    /// @param scheduler runs the heartbeat; one thread is enough for all sessions
    /// @param random makes session ids, so it must be secure
    /// @param nanoTime a monotonic clock in nanoseconds
    public EngineServer(
            EngineSettings settings,
            EngineListener listener,
            EngineWatch watch,
            ScheduledExecutorService scheduler,
            RandomGenerator random,
            LongSupplier nanoTime) {
        this.scheduler = scheduler;
        this.random = random;
        this.sessions = new Sessions(settings, watch, random, nanoTime);
        WebSocketUpgrade upgrade = new WebSocketUpgrade();
        LingeringSessions lingering = new LingeringSessions(scheduler);
        Upgrades upgrades = new Upgrades(sessions);
        this.requestRouter = new RequestRouter(sessions, listener, upgrade, upgrades, lingering);
        RequestValidator validator = new RequestValidator(sessions, upgrade, requestRouter);
        this.handler =
                new EngineHandler(
                        settings.path(), validator, new Sweep(sessions, upgrades, scheduler));
    }

    /// Puts the engine before another handler, which gets all requests for other paths. Must be
    /// called once; the engine starts and stops with the handler.
    ///
    /// @return the handler for the server to call instead of `next`
    public Handler before(Handler next) {
        return new Handler.Sequence(handler, next);
    }

    /// Puts the engine before all other handlers of a server. Must be called once, before the
    /// server starts.
    public void mountOn(Server server) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector port) {
                port.setAcceptQueueSize(AT_THE_DOOR);
            }
        }
        server.setHandler(before(server.getHandler()));
    }

    /// The number of open sessions.
    public int sessions() {
        return sessions.count();
    }

    /// The bytes of messages that wait for all clients.
    public long waitingBytes() {
        return sessions.waiting().held();
    }

    /// Prepares the shutdown: opens no more sessions, and closes the existing ones at random
    /// moments, so that their clients do not all reconnect to another server at once.
    public void draining() {
        requestRouter.stopOpening();
        long within = sessions.settings().timing().drainWithin().toMillis();
        sessions.forEach(session -> closeAfter(random.nextLong(within), session));
    }

    private void closeAfter(long millis, Session session) {
        var _ =
                scheduler.schedule(
                        () -> session.close(CloseReason.DRAIN), millis, TimeUnit.MILLISECONDS);
    }

    /// Takes the requests for the engine's path and leaves all others to the next handler. It never
    /// blocks, so a server may call it on the reading thread, in the order of arrival.
    private static final class EngineHandler extends Handler.Abstract.NonBlocking {

        private final String path;
        private final RequestValidator validator;

        EngineHandler(String path, RequestValidator validator, Sweep sweep) {
            this.path = withoutSlash(path);
            this.validator = validator;
            addBean(sweep);
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!withoutSlash(Request.getPathInContext(request)).equals(path)) {
                return false;
            }
            validator.receive(new HttpExchange(request, response, callback));
            return true;
        }

        private static String withoutSlash(String path) {
            return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        }
    }

    /// Checks the deadlines of all sessions. One timer for all makes an idle connection free; its
    /// interval follows from the shortest deadline.
    private static final class Sweep extends AbstractLifeCycle {

        private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

        private static final long UPGRADES_MILLIS = 100;
        private static final long SHORTEST_MILLIS = 5;
        private static final long LONGEST_MILLIS = 500;
        private static final int LOOKS_PER_DEADLINE = 50;

        private final Sessions sessions;
        private final Upgrades upgrades;
        private final ScheduledExecutorService scheduler;
        private List<Future<?>> timers = List.of();

        Sweep(Sessions sessions, Upgrades upgrades, ScheduledExecutorService scheduler) {
            this.sessions = sessions;
            this.upgrades = upgrades;
            this.scheduler = scheduler;
        }

        @Override
        protected void doStart() {
            timers =
                    List.of(
                            every(period(), () -> sessions.forEach(Session::tick)),
                            every(UPGRADES_MILLIS, upgrades::tick));
        }

        @Override
        protected void doStop() {
            timers.forEach(timer -> timer.cancel(false));
        }

        private long period() {
            EngineSettings.Timing timing = sessions.settings().timing();
            long shortest =
                    List.of(timing.pingInterval(), timing.pingTimeout(), timing.slowAfter())
                            .stream()
                            .mapToLong(Duration::toMillis)
                            .min()
                            .orElse(LONGEST_MILLIS);
            return Math.clamp(shortest / LOOKS_PER_DEADLINE, SHORTEST_MILLIS, LONGEST_MILLIS);
        }

        private Future<?> every(long millis, Runnable look) {
            return scheduler.scheduleWithFixedDelay(
                    () -> guarded(look), millis, millis, TimeUnit.MILLISECONDS);
        }

        /// A timer whose task fails would never run again.
        private static void guarded(Runnable look) {
            try {
                look.run();
            } catch (RuntimeException e) {
                LOG.error("Checking sessions failed", e);
            }
        }
    }
}
