package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The retries of one activity of a sweep, at growing intervals while it fails.
final class SweepTrials {

    private static final Logger LOG = LoggerFactory.getLogger(SweepTrials.class);
    private static final int LONGEST_REST = 16;

    private final String what;
    private final Clock clock;

    /// The number of checks to skip after the next failure, and the number still to skip now.
    private int rest;

    private int resting;
    private @Nullable Instant failingSince;

    SweepTrials(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
    }

    /// Called once a second.
    synchronized boolean due() {
        if (resting == 0) {
            return true;
        }
        resting--;
        return false;
    }

    boolean succeeds(Runnable work) {
        try {
            work.run();
            ended(true);
            return true;
        } catch (StoreUnavailableException e) {
            // HealthWatch logs an absent store once for the whole hub
            LOG.debug("The {} waits for the store: {}", what, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("The {} failed and will be tried again", what, e);
        }
        ended(false);
        return false;
    }

    private synchronized void ended(boolean well) {
        Instant since = failingSince == null ? clock.instant() : failingSince;
        failingSince = well ? null : since;
        resting = well ? 0 : rest;
        rest = well ? 0 : Math.clamp(rest * 2L, 1, LONGEST_REST);
    }

    /// Null while it succeeds.
    synchronized @Nullable Instant failingSince() {
        return failingSince;
    }
}
