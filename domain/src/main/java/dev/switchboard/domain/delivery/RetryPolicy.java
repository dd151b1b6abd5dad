package dev.switchboard.domain.delivery;

import dev.switchboard.domain.delivery.Delivery.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shared retry rule (promise D12). A failed delivery is tried again after the steps of
/// `schedule`, plus or minus `jitter`. Past the last step its pause repeats, and the target counts
/// as down unless it serves others. `Retry-After` is honoured up to `maxRetryAfter`. At the age of
/// `maxAge` the delivery is given up.
///
/// @param jitter the largest part of a step that is added or subtracted, 0 to 1
public record RetryPolicy(
        List<Duration> schedule, double jitter, Duration maxRetryAfter, Duration maxAge) {

    /// 1, 5, 15, 30, 60 s ± 20 %; `Retry-After` up to 15 min; 24 h.
    public static final RetryPolicy SHARED =
            new RetryPolicy(
                    List.of(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(15),
                            Duration.ofSeconds(30),
                            Duration.ofSeconds(60)),
                    0.2,
                    Duration.ofMinutes(15),
                    Duration.ofHours(24));

    public RetryPolicy {
        schedule = List.copyOf(schedule);
    }

    /// The fate of a delivery that failed for now.
    public sealed interface Decision {

        /// @param targetDown whether the schedule is used up, so the target counts as down unless
        ///   it served others since the attempt before
        record RetryAt(Instant at, boolean targetDown) implements Decision {}

        record GiveUp() implements Decision {}
    }

    /// @param failed the delivery before the failed attempt
    /// @param retryAfter the wait that the target asked for, if any
    /// @param chance a random number from 0 to 1, both inclusive
    public Decision decide(
            Pending failed, Instant now, @Nullable Duration retryAfter, double chance) {
        if (isExhausted(failed.since(), now)) {
            return new Decision.GiveUp();
        }
        Duration age = Duration.between(failed.since(), now);
        int earlier = Math.min(failed.attempts(), mostWithin(age));
        Duration wait = pause(earlier, retryAfter, chance);
        return new Decision.RetryAt(now.plus(wait), earlier >= schedule.size());
    }

    /// Whether a delivery that is owed since this time has reached the greatest age.
    public boolean isExhausted(Instant since, Instant now) {
        return !now.isBefore(since.plus(maxAge));
    }

    /// Whether a delivery may be tried now. One that was never tried may be at any time. A time
    /// that is further away than the longest pause was set by another clock: of a hub that ran
    /// before, or of this one before it was corrected. Nobody waits for it.
    public boolean isDue(Pending waiting, Instant now) {
        return waiting.attempts() == 0
                || !now.isBefore(waiting.dueAt())
                || waiting.dueAt().isAfter(now.plus(longestPause()));
    }

    private Duration longestPause() {
        return schedule.stream()
                .map(step -> spread(step, 1))
                .reduce(maxRetryAfter, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /// The most attempts that can have failed before this age. A re-driven delivery keeps its count
    /// of calls while its age starts over; this bound restarts the schedule as well.
    private int mostWithin(Duration age) {
        Duration passed = Duration.ZERO;
        for (int steps = 0; steps < schedule.size(); steps++) {
            passed = passed.plus(spread(schedule.get(steps), 0));
            if (passed.compareTo(age) > 0) {
                return steps;
            }
        }
        return Integer.MAX_VALUE;
    }

    /// The wait after a failed attempt.
    ///
    /// @param earlier how many attempts had failed before it
    /// @param retryAfter the wait that the peer asked for, if any
    /// @param chance a random number from 0 to 1, both inclusive; 0.5 takes the step unchanged
    public Duration pause(int earlier, @Nullable Duration retryAfter, double chance) {
        Duration step = schedule.get(Math.min(earlier, schedule.size() - 1));
        Duration pause = spread(step, chance);
        Duration asked = atMost(retryAfter == null ? Duration.ZERO : retryAfter, maxRetryAfter);
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    private Duration spread(Duration step, double chance) {
        double factor = 1 + jitter * (2 * chance - 1);
        return Duration.ofNanos((long) (step.toNanos() * factor));
    }

    private static Duration atMost(Duration duration, Duration limit) {
        return duration.compareTo(limit) > 0 ? limit : duration;
    }
}
