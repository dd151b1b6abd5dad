package dev.switchboard.adapter.out.persistence.mongo.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The time limit of a port's method, shared by all its steps: a slow first step leaves less time
/// to the second, so the caller always gets a timely answer.
public final class Deadline {

    /// The longest wait of a method for MongoDB (the ports' 2 s).
    public static final Duration LIMIT = Duration.ofSeconds(2);

    private static final ScopedValue<Long> END = ScopedValue.newInstance();

    private Deadline() {}

    /// Runs `work` within [#LIMIT], or within the remaining time if it is part of a larger call.
    public static <T extends @Nullable Object> T bounded(Supplier<T> work) {
        return END.isBound() ? work.get() : within(LIMIT, work);
    }

    /// Runs `work` and all its steps within `limit`.
    static <T extends @Nullable Object> T within(Duration limit, Supplier<T> work) {
        return ScopedValue.where(END, System.nanoTime() + limit.toNanos()).call(work::get);
    }

    /// Returns the remaining time: at least 1 ms, because the driver takes 0 as no limit.
    public static Duration left() {
        if (!END.isBound()) {
            return LIMIT;
        }
        long nanos = END.get() - System.nanoTime();
        return Duration.ofMillis(Math.max(1, Duration.ofNanos(nanos).toMillis()));
    }
}
