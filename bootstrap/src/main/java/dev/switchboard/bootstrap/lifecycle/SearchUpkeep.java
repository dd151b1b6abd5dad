package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Works on the index of words, a moment each second.
final class SearchUpkeep implements SmartLifecycle {

    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Schedule schedule;
    private final SearchModule search;
    private final HubSettings settings;
    private final Clock clock;
    private volatile boolean running;

    SearchUpkeep(Schedule schedule, SearchModule search, HubSettings settings, Clock clock) {
        this.schedule = schedule;
        this.search = search;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        schedule.every(SearchModule.GO_ON_EVERY, () -> whileRunning(search::goOn));
        schedule.job(Job.SEARCH, EXPIRE_EVERY, () -> whileRunning(this::expire));
    }

    private void expire() {
        search.expired(clock.instant().minus(settings.retention()));
    }

    private void whileRunning(Runnable work) {
        if (running) {
            work.run();
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
