package dev.switchboard.adapter.in.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/// How often passwords may be tried: ten at once and then one every six seconds, for each username
/// and for each address (catalogue A12).
final class LogInLimits {

    private static final int PER_MINUTE = 10;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_REMEMBERED = 100_000;
    private static final int MAX_NAME = 100;
    private static final int NETWORK_BYTES = 8;

    private final Cache<String, Bucket> buckets;
    private final TimeMeter time;

    LogInLimits(Clock clock) {
        this.time = new ClockMeter(clock);
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MAX_REMEMBERED)
                        .expireAfterAccess(MINUTE)
                        .ticker(time::currentTimeNanos)
                        .executor(Runnable::run)
                        .build();
    }

    /// Counts one more try.
    ///
    /// @return how long to wait before the next one; zero if this one may go on
    Duration tryNow(String username, String address) {
        Duration wait = take("address " + network(address));
        return wait.isZero() ? take("user " + shortened(username)) : wait;
    }

    private Duration take(String key) {
        ConsumptionProbe probe = buckets.get(key, _ -> newBucket()).tryConsumeAndReturnRemaining(1);
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(PER_MINUTE).refillGreedy(PER_MINUTE, MINUTE))
                .withCustomTimePrecision(time)
                .build();
    }

    /// A name that is too long is nobody's; its beginning is enough to count it.
    private static String shortened(String username) {
        return username.substring(0, Math.min(username.length(), MAX_NAME));
    }

    /// One IPv6 customer has a whole /64 to call from.
    private static String network(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(v6.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException _) {
            return address; // a proxy may name its caller in a way of its own
        }
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
