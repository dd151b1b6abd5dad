package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.application.service.audit.AuditReader;
import dev.switchboard.application.service.audit.AuditRetention;
import dev.switchboard.application.service.audit.AuditService;
import dev.switchboard.application.service.audit.AuditStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Runs the audit's background work: writes waiting entries, streams new ones, removes old ones and
/// checks the chain.
final class AuditUpkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AuditUpkeep.class);
    private static final Duration AT_FIRST = Duration.ofMinutes(1);
    private static final int BEFORE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final Schedule schedule;
    private final AuditService service;
    private final AuditReader reader;
    private final AuditStream stream;
    private final AuditRetention retention;
    private final Duration checkEvery;
    private volatile boolean running;

    AuditUpkeep(
            Schedule schedule,
            AuditService service,
            AuditReader reader,
            AuditStream stream,
            AuditRetention retention,
            Duration checkEvery) {
        this.schedule = schedule;
        this.service = service;
        this.reader = reader;
        this.stream = stream;
        this.retention = retention;
        this.checkEvery = checkEvery;
    }

    @Override
    public void start() {
        running = true;
        schedule.every(AuditService.GO_ON_EVERY, () -> unlessAway(service::goOn));
        schedule.every(AuditService.GO_ON_EVERY, () -> unlessAway(stream::goOn));
        schedule.once(AT_FIRST, this::check);
        schedule.every(checkEvery, this::check);
    }

    private void check() {
        unlessAway(retention::trim);
        unlessAway(reader::verify);
    }

    /// An unavailable store is reported elsewhere.
    private static void unlessAway(Runnable work) {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            log.debug("The audit waits for the store: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        unlessAway(service::close);
        unlessAway(stream::goOn);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_WEB_SERVER;
    }
}
