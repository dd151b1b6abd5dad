package dev.switchboard.bootstrap.lifecycle;

import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.bootstrap.settings.HubSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes old data. A store that is away for a moment is no matter, but if runs fail one after the
/// other although it answers, it grows, and nobody would see why.
final class StorePurge {

    private static final Logger LOG = LoggerFactory.getLogger(StorePurge.class);

    private static final int WORTH_A_LINE = 3;

    private final Retention retention;
    private final HubSettings settings;
    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();

    StorePurge(Retention retention, HubSettings settings, Clock clock) {
        this.retention = retention;
        this.settings = settings;
        this.clock = clock;
    }

    void run() {
        try {
            purge();
            failures.set(0);
        } catch (StoreUnavailableException e) {
            if (failures.incrementAndGet() == WORTH_A_LINE) {
                LOG.warn(
                        "Old data could not be removed {} times in a row: {}",
                        WORTH_A_LINE,
                        e.getMessage());
            }
            throw e;
        }
    }

    private void purge() {
        Instant now = clock.instant();
        int gone =
                retention.purge(
                        now, now.minus(settings.retention()), now.minus(settings.deadRetention()));
        if (gone > 0) {
            LOG.info("Removed {} expired records", gone);
        }
    }
}
