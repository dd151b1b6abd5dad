package dev.switchboard.domain.delivery;

import java.time.Duration;

/// The limit of a target's concurrent calls, and the rules of its circuit.
///
/// @param concurrency concurrent calls (its bulkhead)
/// @param failures consecutive outages that open its circuit
/// @param firstPause how long an open circuit waits for its first probe
/// @param longestPause the limit that the doubling pause reaches
public record GateSettings(
        int concurrency, int failures, Duration firstPause, Duration longestPause) {

    /// 16 calls; open after 5, for 30 s, doubling to 5 min.
    public static final GateSettings CHANNEL =
            new GateSettings(16, 5, Duration.ofSeconds(30), Duration.ofMinutes(5));

    /// The shared rule: open after 5, with one probe per back-off of at most 60 s.
    public static GateSettings shared(int concurrency) {
        return new GateSettings(concurrency, 5, Duration.ofSeconds(30), Duration.ofSeconds(60));
    }
}
