package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.domain.cluster.Job;
import org.springframework.context.SmartLifecycle;

/// Continues erasures, including those begun by an earlier process.
final class ErasureUpkeep implements SmartLifecycle {

    private final Schedule schedule;
    private final PeopleModule people;
    private volatile boolean running;

    ErasureUpkeep(Schedule schedule, PeopleModule people) {
        this.schedule = schedule;
        this.people = people;
    }

    @Override
    public void start() {
        running = true;
        schedule.job(Job.ERASURES, PeopleModule.GO_ON_EVERY, this::goOn);
    }

    private void goOn() {
        if (running) {
            people.goOn();
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
