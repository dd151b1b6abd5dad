package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.delivery.DeliveryRule;
import dev.switchboard.domain.delivery.GateSettings;
import dev.switchboard.domain.delivery.RetryPolicy;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of a channel's messages in a window of time.
///
/// @param p50 the median duration of a delivery in milliseconds; null while there is none
/// @param p95 likewise the 95th percentile
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

    /// How its messages are tried again and when it is left alone, as the operator set it;
    /// `docs/operations/delivery.md` tells it as it is if nothing is set.
    ///
    /// @param retryAfter the pauses between attempts in seconds; the last one goes on
    /// @param jitter the largest part of a pause that is added or taken off
    /// @param honoured the longest `Retry-After`
    /// @param parkedAfter the age at which a message is parked
    /// @param concurrency calls at a time
    /// @param opensAfter outages in a row that open the circuit
    /// @param probedAfter how long it is left alone at first
    /// @param probedAtLeast what that doubles up to
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
