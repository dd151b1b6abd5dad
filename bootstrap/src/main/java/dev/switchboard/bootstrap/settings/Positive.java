package dev.switchboard.bootstrap.settings;

import java.time.Duration;

/// Refuses durations and numbers that are not positive, by the names that operators know.
final class Positive {

    private Positive() {}

    /// @throws IllegalArgumentException naming the property
    static void require(String property, Duration duration) {
        require(property, duration.isPositive());
    }

    /// @throws IllegalArgumentException naming the property
    static void require(String property, int number) {
        require(property, number > 0);
    }

    private static void require(String property, boolean positive) {
        if (!positive) {
            throw new IllegalArgumentException(property + " must be positive");
        }
    }
}
