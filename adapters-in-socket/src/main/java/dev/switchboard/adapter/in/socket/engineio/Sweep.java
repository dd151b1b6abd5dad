package dev.switchboard.adapter.in.socket.engineio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after all sessions' deadlines. One timer for all of them costs an idle connection nothing;
/// how late it may be follows from the shortest deadline.
final class Sweep extends AbstractLifeCycle {

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
                List.of(timing.pingInterval(), timing.pingTimeout(), timing.slowAfter()).stream()
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
            LOG.error("Looking after sessions failed", e);
        }
    }
}
