package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.people.PersonErasure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Continues erasures, including those begun by an earlier process.
final class ErasureUpkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasureUpkeep.class);

    private final Schedule schedule;
    private final PersonErasure erasure;
    private volatile boolean running;

    ErasureUpkeep(Schedule schedule, PersonErasure erasure) {
        this.schedule = schedule;
        this.erasure = erasure;
    }

    @Override
    public void start() {
        running = true;
        schedule.every(PersonErasure.GO_ON_EVERY, this::goOn);
    }

    /// An unavailable store is reported elsewhere.
    private void goOn() {
        try {
            if (running) {
                erasure.goOn();
            }
        } catch (StoreUnavailableException e) {
            log.debug("Erasures wait for the store: {}", e.getMessage());
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
