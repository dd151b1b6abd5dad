package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Retries writes that conflict with other writers. A conflicting document may not have reached a
/// majority yet, so a majority read does not show it. Each retry waits longer than the one before,
/// until the document shows or the call's time is up.
public final class Contended {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    private Contended() {}

    /// Runs `work` until no index refuses it. If two writers insert the same document, a unique
    /// index refuses one, which then finds a document to update.
    public static <T extends @Nullable Object> T retried(Supplier<T> work) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                return work.get();
            } catch (DuplicateKeyException _) {
                pause = waited(pause);
            }
        }
    }

    /// Runs `work` until it returns a result.
    public static <T> T settled(Supplier<Optional<T>> work) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<T> result = work.get();
            if (result.isPresent()) {
                return result.get();
            }
            pause = waited(pause);
        }
    }

    /// @return how long to wait next time
    private static Duration waited(Duration pause) {
        if (Deadline.left().compareTo(pause) <= 0) {
            throw new StoreUnavailableException("Other writers interfered all the time");
        }
        try {
            NANOSECONDS.sleep(pause.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("Interrupted while waiting to write", e);
        }
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
