package dev.switchboard.adapter.in.web.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Addresses with a proven caller within a day: by an account's token, or by a webhook's proof.
/// Remembers a limited number, on this hub and until it stops.
public final class KnownAddresses {

    private static final int ADDRESSES = 10_000;

    private final Cache<String, Boolean> known;

    public KnownAddresses(Clock clock) {
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(ADDRESSES)
                        .expireAfterWrite(Duration.ofDays(1))
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .executor(Runnable::run)
                        .build();
    }

    public boolean contain(String address) {
        return known.getIfPresent(address) != null;
    }

    /// Records that a caller at this address has just been proven.
    public void add(String address) {
        if (!contain(address)) {
            known.put(address, true);
        }
    }
}
