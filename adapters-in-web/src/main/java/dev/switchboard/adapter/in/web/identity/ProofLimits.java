package dev.switchboard.adapter.in.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.domain.network.Network;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Limits wrong proofs of webhooks for each network; further calls of a network over the limit are
/// refused unchecked for a while. A network with a valid proof within a day is not blocked: a
/// stranger who seems to come from there must not lock an external system out, and the length of
/// the secrets is the real protection.
///
/// Remembers a limited number of networks, on this hub.
final class ProofLimits {

    private static final int WRONG = 30;
    private static final int NETWORKS = 10_000;

    private final CallRates wrong;
    private final Cache<String, Boolean> known;

    ProofLimits(Clock clock) {
        this.wrong = new CallRates(WRONG, Duration.ofMinutes(1), NETWORKS, clock);
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(NETWORKS)
                        .expireAfterAccess(Duration.ofDays(1))
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .executor(Runnable::run)
                        .build();
    }

    /// @return the wait; zero if the caller's proof may be checked
    Duration waiting(String webhook, String address) {
        String caller = caller(webhook, address);
        return known.getIfPresent(caller) == null ? wrong.waiting(caller) : Duration.ZERO;
    }

    /// @return whether it was the last one permitted for now
    boolean recordFailure(String webhook, String address) {
        String caller = caller(webhook, address);
        var _ = wrong.take(caller);
        return known.getIfPresent(caller) == null && wrong.waiting(caller).isPositive();
    }

    void recordSuccess(String webhook, String address) {
        String caller = caller(webhook, address);
        if (known.getIfPresent(caller) == null) {
            known.put(caller, true);
        }
    }

    private static String caller(String webhook, String address) {
        return webhook + " " + Network.nameOf(address);
    }
}
