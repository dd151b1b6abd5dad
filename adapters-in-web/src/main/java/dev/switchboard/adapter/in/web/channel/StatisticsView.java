package dev.switchboard.adapter.in.web.channel;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.domain.delivery.Statistics;
import java.time.Duration;
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
        @JsonProperty("p95_ms") @Nullable Long p95) {

    static StatisticsView from(Statistics statistics) {
        return new StatisticsView(
                statistics.sent(),
                statistics.delivered(),
                statistics.answered(),
                statistics.retried(),
                statistics.parked(),
                statistics.pending(),
                millis(statistics.p50()),
                millis(statistics.p95()));
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }
}
