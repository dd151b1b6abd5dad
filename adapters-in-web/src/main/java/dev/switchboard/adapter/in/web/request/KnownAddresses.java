package dev.switchboard.adapter.in.web.request;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Addresses from which somebody proved within a day who they are: by a token of an account, or by
/// the proof of a webhook. Remembers so many and no more, on this node and until it stops.
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

    /// Somebody there has just proven who they are.
    public void add(String address) {
        if (!contain(address)) {
            known.put(address, true);
        }
    }
}
