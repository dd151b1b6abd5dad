package dev.switchboard.bootstrap.faults;

import java.time.Duration;
import java.util.Random;

/// Reproducible randomness: `-Dswitchboard.seed=…`.
final class Chance {

    static final long SEED = Long.getLong("switchboard.seed", System.nanoTime() % 1_000_000);

    private final Random random;

    /// @param whose instances with the same seed but different names are independent
    Chance(String whose) {
        this.random = new Random(31 * SEED + whose.hashCode());
    }

    synchronized boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    synchronized Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos())));
    }
}
