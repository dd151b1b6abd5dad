package dev.switchboard.adapter.in.web.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.application.port.in.cluster.WatchCluster;
import dev.switchboard.application.port.in.health.WatchPace;
import dev.switchboard.application.port.in.health.WatchPace.Point;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The load of the hub, for admins.
@RestController
@Tag(name = "Health")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class PaceController {

    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,4})([smh])");

    private final WatchPace pace;
    private final WatchCluster cluster;
    private final Clock clock;

    PaceController(WatchPace pace, WatchCluster cluster, Clock clock) {
        this.pace = pace;
        this.cluster = cluster;
        this.clock = clock;
    }

    /// Get what this hub did lately.
    ///
    /// A point for each 15 s of the last three hours, since the hub's start: they are kept in
    /// memory. Each hub tells of itself.
    ///
    /// @param since a number and `s`, `m` or `h`
    /// @return the points, the oldest first
    @GetMapping("/v1/figures")
    Pace getFigures(@RequestParam(name = "since", defaultValue = "3h") String since) {
        return new Pace(
                cluster.cluster().name(),
                Math.toIntExact(WatchPace.STEP.toSeconds()),
                pace.since(clock.instant().minus(length(since))).stream()
                        .map(PointView::of)
                        .toList());
    }

    private static Duration length(String since) {
        Matcher time = TIME.matcher(since);
        if (!time.matches()) {
            throw new InvalidValueException("since", Reason.INVALID, "a number and s, m or h");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /// @param hub the name of the hub, where several share a store
    /// @param stepS the seconds between two points
    @Schema(name = "Pace")
    record Pace(@Nullable String hub, @JsonProperty("step_s") int stepS, List<PointView> points) {}

    /// @param at when the 15 s ended
    /// @param accepted messages, without repeats
    /// @param delivered deliveries that a target took
    /// @param parked deliveries that were given up
    /// @param pending deliveries that waited at the end
    /// @param p95Ms 95 of a hundred of `delivered` took no longer since their message was accepted
    ///   or sent again, in ms: a bound of the histogram, the last one for all that took longer;
    ///   null if there were none
    @Schema(name = "PacePoint")
    record PointView(
            Instant at,
            long accepted,
            long delivered,
            long parked,
            long pending,
            @JsonProperty("p95_ms") @Nullable Long p95Ms) {

        static PointView of(Point point) {
            return new PointView(
                    point.at(),
                    point.accepted(),
                    point.delivered(),
                    point.parked(),
                    point.pending(),
                    point.p95Ms());
        }
    }
}
