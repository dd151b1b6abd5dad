package dev.switchboard.adapter.out.persistence.mongo.engine;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The time a port's method has, shared by all its steps: a first step that took long leaves less
/// to the second, so that the caller hears in time whatever goes wrong.
public final class Deadline {

    /// How long a method may wait for MongoDB (the ports' 2 s).
    public static final Duration LIMIT = Duration.ofSeconds(2);

    private static final ScopedValue<Long> END = ScopedValue.newInstance();

    private Deadline() {}

    /// Runs `work` with [#LIMIT] to go, or with what is left if it is a step of something larger.
    public static <T extends @Nullable Object> T bounded(Supplier<T> work) {
        return END.isBound() ? work.get() : within(LIMIT, work);
    }

    /// Runs `work` with that much time for all its steps.
    static <T extends @Nullable Object> T within(Duration limit, Supplier<T> work) {
        return ScopedValue.where(END, System.nanoTime() + limit.toNanos()).call(work::get);
    }

    /// At least 1 ms, for the driver takes 0 as for ever.
    public static Duration left() {
        if (!END.isBound()) {
            return LIMIT;
        }
        long nanos = END.get() - System.nanoTime();
        return Duration.ofMillis(Math.max(1, Duration.ofNanos(nanos).toMillis()));
    }
}
