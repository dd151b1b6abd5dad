package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.EngineServer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Sends clients to other hubs before this one stops taking requests: their sessions and everything
/// unacknowledged wait in the store.
final class SocketDrain implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SocketDrain.class);
    private static final int BEFORE_THE_WEB_SERVER_STOPS = DEFAULT_PHASE;
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final EngineServer engine;
    private final ScheduledExecutorService scheduler;
    private final Duration longest;
    private volatile boolean running;

    /// @param longest how long the last client may take
    SocketDrain(EngineServer engine, ScheduledExecutorService scheduler, Duration longest) {
        this.engine = engine;
        this.scheduler = scheduler;
        this.longest = longest;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        int clients = engine.sessions();
        log.atInfo()
                .addKeyValue("action", "drain_began")
                .addKeyValue("connections", clients)
                .log("The hub ends: {} connections are sent to other hubs", clients);
        engine.draining();
        running = false;
    }

    @Override
    public void stop(Runnable callback) {
        stop();
        look(callback, longest.toMillis() / LOOK_AGAIN_MILLIS);
    }

    private void look(Runnable callback, long looks) {
        if (engine.sessions() == 0 || looks <= 0) {
            callback.run();
            return;
        }
        var _ =
                scheduler.schedule(
                        () -> look(callback, looks - 1), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER_STOPS;
    }
}
