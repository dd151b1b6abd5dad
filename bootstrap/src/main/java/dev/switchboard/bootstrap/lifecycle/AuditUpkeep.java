package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.service.audit.AuditModule;
import dev.switchboard.bootstrap.settings.AuditSettings;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Runs the audit's background work: writes waiting entries, streams new ones, removes old ones and
/// checks the chain.
final class AuditUpkeep implements SmartLifecycle {

    private static final Duration AT_FIRST = Duration.ofMinutes(1);
    private static final int BEFORE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final Schedule schedule;
    private final AuditModule audit;
    private final AuditSettings settings;
    private volatile boolean running;

    AuditUpkeep(Schedule schedule, AuditModule audit, AuditSettings settings) {
        this.schedule = schedule;
        this.audit = audit;
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        schedule.every(AuditModule.GO_ON_EVERY, audit::writeWaiting);
        schedule.every(AuditModule.GO_ON_EVERY, audit::passOn);
        schedule.once(AT_FIRST, this::check);
        schedule.every(settings.checkEvery(), this::check);
    }

    private void check() {
        Schedule.unlessAway(audit::trim);
        Schedule.unlessAway(audit.read()::verify);
    }

    @Override
    public void stop() {
        Schedule.unlessAway(audit::close);
        Schedule.unlessAway(audit::passOn);
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
