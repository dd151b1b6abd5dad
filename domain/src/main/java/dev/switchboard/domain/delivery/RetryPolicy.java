package dev.switchboard.domain.delivery;

import dev.switchboard.domain.delivery.Delivery.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shared retry rule (promise D12): after the steps of `schedule`, give or take `jitter`, a
/// failed delivery is tried again; past the last step, with the last step's pause each time, while
/// the target counts as down. `Retry-After` is honoured up to `maxRetryAfter`. At the age of
/// `maxAge` it is given up.
///
/// @param jitter the largest part of a step that is added or taken off, 0 to 1
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

    /// What becomes of a delivery that failed for now.
    public sealed interface Decision {

        /// @param targetDown whether the schedule is used up, so that its target counts as down
        record RetryAt(Instant at, boolean targetDown) implements Decision {}

        record GiveUp() implements Decision {}
    }

    /// @param failed the delivery as it was before the failed attempt
    /// @param retryAfter what the target asked for, if it did
    /// @param chance a random number from 0 to 1, both allowed
    public Decision decide(
            Pending failed, Instant now, @Nullable Duration retryAfter, double chance) {
        if (!now.isBefore(failed.since().plus(maxAge))) {
            return new Decision.GiveUp();
        }
        Duration age = Duration.between(failed.since(), now);
        int earlier = Math.min(failed.attempts(), mostWithin(age));
        Duration wait = pause(earlier, retryAfter, chance);
        return new Decision.RetryAt(now.plus(wait), earlier >= schedule.size());
    }

    /// How many attempts can have failed before the one at this age. A delivery that was sent again
    /// goes on counting its calls while its age began anew: with this the schedule does, too.
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

    /// How long to wait after an attempt that failed.
    ///
    /// @param earlier how many attempts had failed before it
    /// @param retryAfter what the peer asked for, if it did
    /// @param chance a random number from 0 to 1, both allowed; a half takes the step as it is
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
