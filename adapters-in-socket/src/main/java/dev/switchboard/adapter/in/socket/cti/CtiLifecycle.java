package dev.switchboard.adapter.in.socket.cti;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/// Checks the connections while the hub runs, and closes them before the hub stops taking requests.
final class CtiLifecycle implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER_STOPS = DEFAULT_PHASE;
    private static final long LOOK_MILLIS = 100;
    private static final int LOOKS_UNTIL_STOPPED = 80;

    private final Connections connections;
    private final ScheduledExecutorService timer;
    private final RandomGenerator random;
    private volatile @Nullable Future<?> looking;

    CtiLifecycle(Connections connections, ScheduledExecutorService timer, RandomGenerator random) {
        this.connections = connections;
        this.timer = timer;
        this.random = random;
    }

    @Override
    public void start() {
        looking =
                timer.scheduleWithFixedDelay(
                        connections::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        Future<?> now = looking;
        looking = null;
        if (now != null) {
            now.cancel(false);
        }
    }

    @Override
    public void stop(Runnable callback) {
        connections.drain(
                (nanos, task) -> {
                    var _ = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
                },
                random);
        await(callback, LOOKS_UNTIL_STOPPED);
    }

    private void await(Runnable callback, int looks) {
        if (connections.count() == 0 || looks <= 0) {
            stop();
            callback.run();
            return;
        }
        var _ =
                timer.schedule(
                        () -> await(callback, looks - 1), LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER_STOPS;
    }
}
