package dev.switchboard.adapter.in.socket.engineio;

import dev.switchboard.adapter.in.socket.websocket.WebSocketEntrance;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// An Engine.IO 4 server inside a Jetty server (contract sockets 2.1, 2.2).
public final class EngineServer {

    /// When a network comes back, everybody knocks at once. Java lets 50 wait to be let in; whoever
    /// comes after them is not heard for a second, and then for three.
    private static final int AT_THE_DOOR = 4096;

    private final EngineHandler handler;
    private final Sessions sessions;
    private final Openings openings;
    private final ScheduledExecutorService scheduler;
    private final RandomGenerator random;

    /// @param listener the layer above
    /// @param scheduler runs the heartbeat; one thread is enough for all sessions
    /// @param random makes session ids, so it must be a secure one
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
        WebSocketEntrance entrance = new WebSocketEntrance();
        Departures departures = new Departures(scheduler);
        Upgrades upgrades = new Upgrades(sessions);
        this.openings = new Openings(sessions, listener, entrance, departures);
        Visits visits = new Visits(settings.limits(), entrance, upgrades, departures);
        Origins origins = new Origins(settings.allowedOrigins());
        Reception reception = new Reception(sessions, origins, entrance, openings, visits);
        this.handler =
                new EngineHandler(
                        settings.path(), reception, new Sweep(sessions, upgrades, scheduler));
    }

    /// Puts the engine before another handler, which gets all requests for other paths. To be asked
    /// once; the engine starts and stops with the handler.
    ///
    /// @return what the server is to call instead of `next`
    public Handler before(Handler next) {
        return new Handler.Sequence(handler, next);
    }

    /// Puts the engine before everything else that a server serves. To be asked once, before it
    /// starts.
    public void mountOn(Server server) {
        for (Connector connector : server.getConnectors()) {
            if (connector instanceof ServerConnector port) {
                port.setAcceptQueueSize(AT_THE_DOOR);
            }
        }
        server.setHandler(before(server.getHandler()));
    }

    /// Sessions that are open.
    public int sessions() {
        return sessions.count();
    }

    /// This server is going away: opens no session any more, and closes those there are, each at a
    /// random moment, so that their clients do not all come to another server at once.
    public void draining() {
        openings.stop();
        long within = sessions.settings().timing().drainWithin().toMillis();
        sessions.forEach(session -> closeAfter(random.nextLong(within), session));
    }

    private void closeAfter(long millis, Session session) {
        var _ =
                scheduler.schedule(
                        () -> session.close(CloseReason.DRAIN), millis, TimeUnit.MILLISECONDS);
    }
}
