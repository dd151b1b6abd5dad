package dev.switchboard.adapter.out.upstreams.salesforce;

import org.springframework.context.SmartLifecycle;

/// A step of the hub's start or end. Start and end are two steps because what starts last would end
/// first, while callers and lanes still need it.
final class LifecycleStep implements SmartLifecycle {

    /// After the port for other hubs has closed, before the hub gives its partitions back.
    private static final int AFTER_THE_LAST_CALL = DEFAULT_PHASE - 8100;

    private final int phase;
    private final Runnable atStart;
    private final Runnable atEnd;
    private volatile boolean running;

    private LifecycleStep(int phase, Runnable atStart, Runnable atEnd) {
        this.phase = phase;
        this.atStart = atStart;
        this.atEnd = atEnd;
    }

    static LifecycleStep whenTheHubServes(Runnable work) {
        return new LifecycleStep(DEFAULT_PHASE, work, () -> {});
    }

    static LifecycleStep afterTheLastCall(Runnable work) {
        return new LifecycleStep(AFTER_THE_LAST_CALL, () -> {}, work);
    }

    @Override
    public void start() {
        running = true;
        atStart.run();
    }

    @Override
    public void stop() {
        running = false;
        atEnd.run();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
