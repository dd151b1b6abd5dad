package dev.switchboard.adapter.in.socket.gateway;

import dev.switchboard.adapter.in.socket.engineio.EngineServer;
import dev.switchboard.adapter.in.socket.gateway.agent.AgentNamespace;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Closes the clients' connections before this hub stops taking requests, so that they reconnect to
/// other hubs. Their sessions and all unacknowledged messages are in the store.
final class SocketDrain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SocketDrain.class);
    private static final int BEFORE_THE_WEB_SERVER_STOPS = DEFAULT_PHASE;
    private static final long LOOK_AGAIN_MILLIS = 50;
    private static final Duration UNTIL_ANOTHER_HUB_IS_ASKED = Duration.ofSeconds(1);

    private final EngineServer engine;
    private final AgentNamespace agents;
    private final ScheduledExecutorService scheduler;
    private final Duration longest;
    private volatile boolean running;

    /// @param longest how long the last client may take
    SocketDrain(
            EngineServer engine,
            AgentNamespace agents,
            ScheduledExecutorService scheduler,
            Duration longest) {
        this.engine = engine;
        this.agents = agents;
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
        LOG.atInfo()
                .addKeyValue("action", "drain_began")
                .addKeyValue("connections", clients)
                .log("The hub is stopping: {} connections are sent to other hubs", clients);
        agents.draining(UNTIL_ANOTHER_HUB_IS_ASKED);
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
