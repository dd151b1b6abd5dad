package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcomes of a channel's messages in a window of time.
///
/// @param p50 the median duration of a delivery in milliseconds; null if there is none
/// @param p95 the 95th percentile in milliseconds; null if there is none
record StatisticsView(
        @JsonProperty("sent") long sent,
        @JsonProperty("delivered") long delivered,
        @JsonProperty("answered") long answered,
        @JsonProperty("retried") long retried,
        @JsonProperty("parked") long parked,
        @JsonProperty("pending") long pending,
        @JsonProperty("p50_ms") @Nullable Long p50,
        @JsonProperty("p95_ms") @Nullable Long p95,
        @JsonProperty("rule") Rule rule) {

    /// The retry rule and the circuit of a channel, with the operator's settings;
    /// `docs/operations/delivery.md` describes the defaults.
    ///
    /// @param retryAfter the pauses between attempts in seconds; the last one repeats
    /// @param jitter the greatest fraction by which a pause is lengthened or shortened
    /// @param honoured the longest `Retry-After`
    /// @param parkedAfter the age at which a message is parked
    /// @param concurrency the greatest number of concurrent calls
    /// @param opensAfter the number of consecutive outages that open the circuit
    /// @param probedAfter the time from opening to the first probe
    /// @param probedAtLeast the longest time between probes, up to which the first one doubles
    record Rule(
            @JsonProperty("retry_after_s") List<Long> retryAfter,
            @JsonProperty("jitter") double jitter,
            @JsonProperty("longest_retry_after_s") long honoured,
            @JsonProperty("parked_after_s") long parkedAfter,
            @JsonProperty("concurrency") int concurrency,
            @JsonProperty("circuit_opens_after") int opensAfter,
            @JsonProperty("circuit_first_pause_s") long probedAfter,
            @JsonProperty("circuit_longest_pause_s") long probedAtLeast) {

        static Rule of(DeliveryRule rule) {
            RetryPolicy retries = rule.retries();
            GateSettings gate = rule.gate(GateSettings.CHANNEL);
            return new Rule(
                    retries.schedule().stream().map(Duration::toSeconds).toList(),
                    retries.jitter(),
                    retries.maxRetryAfter().toSeconds(),
                    retries.maxAge().toSeconds(),
                    gate.concurrency(),
                    gate.failures(),
                    gate.firstPause().toSeconds(),
                    gate.longestPause().toSeconds());
        }
    }

    static StatisticsView of(Statistics statistics, Rule rule) {
        return new StatisticsView(
                statistics.sent(),
                statistics.delivered(),
                statistics.answered(),
                statistics.retried(),
                statistics.parked(),
                statistics.pending(),
                millis(statistics.p50()),
                millis(statistics.p95()),
                rule);
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
