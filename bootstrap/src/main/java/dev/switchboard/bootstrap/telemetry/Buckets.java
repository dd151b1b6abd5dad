package dev.switchboard.bootstrap.telemetry;

import java.time.Duration;
import java.util.stream.LongStream;

/// The buckets of histograms. There are few, because each adds a series for every label.
final class Buckets {

    static final Duration[] OF_A_WRITE = millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_000);
    static final Duration[] OF_A_CALL =
            millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 15_000);

    /// The bounds from immediate delivery, through the retries, to the maximum age of a delivery.
    static final Duration[] OF_A_DELIVERY =
            millis(
                    10,
                    25,
                    50,
                    100,
                    250,
                    500,
                    1_000,
                    2_500,
                    5_000,
                    10_000,
                    60_000,
                    300_000,
                    3_600_000,
                    86_400_000);

    private Buckets() {}

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
