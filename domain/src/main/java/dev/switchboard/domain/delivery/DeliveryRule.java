package dev.switchboard.domain.delivery;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How one kind of target is tried again and when it is left alone, as the operator wants it. What
/// is null of the circuit is as its system has it.
///
/// @param opensAfter outages in a row that open a circuit
/// @param firstPause how long an open circuit waits for its first probe
/// @param longestPause what that doubles up to
public record DeliveryRule(
        RetryPolicy retries,
        @Nullable Integer opensAfter,
        @Nullable Duration firstPause,
        @Nullable Duration longestPause) {

    /// What holds if the operator says nothing.
    public static final DeliveryRule USUAL = new DeliveryRule(RetryPolicy.SHARED, null, null, null);

    /// The gate of a target of this kind.
    ///
    /// @param own as its system has it
    public GateSettings gate(GateSettings own) {
        return new GateSettings(
                own.concurrency(),
                Objects.requireNonNullElse(opensAfter, own.failures()),
                Objects.requireNonNullElse(firstPause, own.firstPause()),
                Objects.requireNonNullElse(longestPause, own.longestPause()));
    }
}
