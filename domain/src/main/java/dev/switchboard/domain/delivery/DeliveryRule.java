package dev.switchboard.domain.delivery;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The operator's rule for retries and circuits of one kind of target. A null component keeps the
/// default of the target's system.
///
/// @param opensAfter consecutive outages that open a circuit
/// @param firstPause how long an open circuit waits for its first probe
/// @param longestPause the limit that the doubling pause reaches
public record DeliveryRule(
        RetryPolicy retries,
        @Nullable Integer opensAfter,
        @Nullable Duration firstPause,
        @Nullable Duration longestPause) {

    /// The rule without any setting by the operator.
    public static final DeliveryRule USUAL = new DeliveryRule(RetryPolicy.SHARED, null, null, null);

    /// The gate of a target of this kind.
    ///
    /// @param own the defaults of the target's system
    public GateSettings gate(GateSettings own) {
        return new GateSettings(
                own.concurrency(),
                Objects.requireNonNullElse(opensAfter, own.failures()),
                Objects.requireNonNullElse(firstPause, own.firstPause()),
                Objects.requireNonNullElse(longestPause, own.longestPause()));
    }
}
