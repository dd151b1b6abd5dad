package dev.switchboard.adapter.in.web.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A rate limit per caller on this hub: a number of calls at once, and the same number in a period.
public final class CallRates {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 100_000;

    private final int calls;
    private final Duration period;
    private final TimeMeter time;
    private final Cache<String, Bucket> buckets;

    public CallRates(int perMinute, Clock clock) {
        this(perMinute, MINUTE, MAX_REMEMBERED, clock);
    }

    /// @param calls the number of calls at once, and in a period
    /// @param callers the number of callers to remember
    public CallRates(int calls, Duration period, int callers, Clock clock) {
        this.calls = calls;
        this.period = period;
        this.time = new ClockMeter(clock);
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(callers)
                        .expireAfterAccess(period)
                        .ticker(time::currentTimeNanos)
                        .executor(Runnable::run)
                        .build();
    }

    /// Counts a call.
    ///
    /// @return the wait before the next call; zero if this one may proceed
    public Duration take(String caller) {
        return take(caller, 1);
    }

    /// Counts a call with the weight of several. A greater weight than the limit counts as the
    /// limit.
    ///
    /// @return as [#take(String)]
    public Duration take(String caller, int worth) {
        ConsumptionProbe probe =
                buckets.get(caller, _ -> newBucket())
                        .tryConsumeAndReturnRemaining(Math.clamp(worth, 1, calls));
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /// Returns the wait before a caller's next call; zero if there is none.
    public Duration waiting(String caller) {
        Bucket bucket = buckets.getIfPresent(caller);
        return bucket == null
                ? Duration.ZERO
                : Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /// Takes back a call of a caller.
    public void giveBack(String caller) {
        Bucket bucket = buckets.getIfPresent(caller);
        if (bucket != null) {
            bucket.addTokens(1);
        }
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(calls).refillGreedy(calls, period))
                .withCustomTimePrecision(time)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
