package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.people.PeopleModule;
import dev.switchboard.application.service.replay.ReplayModule;
import dev.switchboard.application.service.search.SearchModule;
import dev.switchboard.bootstrap.settings.HubSettings;
import dev.switchboard.domain.cluster.Job;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Continues erasures and replays, including those of an earlier process, and works on the index of
/// words, a moment each second.
final class BackgroundWork implements SmartLifecycle {

    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(10);

    private final Schedule schedule;
    private final PeopleModule people;
    private final ReplayModule replays;
    private final SearchModule search;
    private final HubSettings settings;
    private final Clock clock;
    private volatile boolean running;

    BackgroundWork(
            Schedule schedule,
            PeopleModule people,
            ReplayModule replays,
            SearchModule search,
            HubSettings settings,
            Clock clock) {
        this.schedule = schedule;
        this.people = people;
        this.replays = replays;
        this.search = search;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        schedule.job(Job.ERASURES, PeopleModule.GO_ON_EVERY, whileRunning(people::goOn));
        schedule.every(ReplayModule.GO_ON_EVERY, whileRunning(replays::goOn));
        schedule.job(Job.PURGE, ReplayModule.FORGET_EVERY, whileRunning(replays::forget));
        schedule.every(SearchModule.GO_ON_EVERY, whileRunning(search::goOn));
        schedule.job(Job.SEARCH, EXPIRE_EVERY, whileRunning(this::expire));
    }

    private Runnable whileRunning(Runnable work) {
        return () -> {
            if (running) {
                work.run();
            }
        };
    }

    private void expire() {
        search.expired(clock.instant().minus(settings.retention()));
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
