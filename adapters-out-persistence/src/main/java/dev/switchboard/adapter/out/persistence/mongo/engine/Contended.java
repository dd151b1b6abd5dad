package dev.switchboard.adapter.out.persistence.mongo.engine;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Writes that somebody else's write may be in the way of. What is in the way may not have reached
/// a majority yet, and then a majority read does not show it: each try waits longer than the one
/// before, until it shows or the call's time is over.
public final class Contended {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(64);

    private Contended() {}

    /// Does `work` until no index refuses it. Of two that put the same document there at once, a
    /// unique index refuses one, which then finds something to change.
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

    /// Does `work` until it has a result.
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

    /// @return how long to wait the next time
    private static Duration waited(Duration pause) {
        if (Deadline.left().compareTo(pause) <= 0) {
            throw new StoreUnavailableException("Other writers were in the way all the time");
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
