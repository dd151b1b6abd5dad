package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.domain.cluster.Job;
import org.springframework.context.SmartLifecycle;

/// Continues replays that were interrupted, including those of an earlier process, and forgets old
/// ones.
final class ReplayUpkeep implements SmartLifecycle {

    private final Schedule schedule;
    private final ReplayModule replays;
    private volatile boolean running;

    ReplayUpkeep(Schedule schedule, ReplayModule replays) {
        this.schedule = schedule;
        this.replays = replays;
    }

    @Override
    public void start() {
        running = true;
        schedule.every(ReplayModule.GO_ON_EVERY, this::goOn);
        schedule.job(Job.PURGE, ReplayModule.FORGET_EVERY, replays::forget);
    }

    private void goOn() {
        if (running) {
            replays.goOn();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
