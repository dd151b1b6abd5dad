package dev.switchboard.bootstrap.faults;

import java.time.Duration;
import java.util.Random;

/// Randomness that can be had again: `-Dswitchboard.seed=…`.
final class Chance {

    static final long SEED = Long.getLong("switchboard.seed", System.nanoTime() % 1_000_000);

    private final Random random;

    /// @param whose two of one seed with different names are strangers
    Chance(String whose) {
        this.random = new Random(31 * SEED + whose.hashCode());
    }

    synchronized boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    synchronized Duration upTo(Duration most) {
        return Duration.ofNanos(random.nextLong(Math.max(1, most.toNanos())));
    }
}
