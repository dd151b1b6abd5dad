package dev.switchboard.adapter.in.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.domain.network.Network;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How often the proofs of webhooks may be wrong: so often from each network, whose further calls
/// are then not looked at for a while. A network that brought a good proof within a day is not held
/// back: an outside system is never kept out by a stranger who looks to us as if he came from
/// there, and lengths that nobody guesses are the protection that counts.
///
/// Remembers so many networks and no more, on this node.
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

    /// @return how long to wait; zero for one whose proof may be looked at
    Duration waiting(String webhook, String address) {
        String caller = caller(webhook, address);
        return known.getIfPresent(caller) == null ? wrong.waiting(caller) : Duration.ZERO;
    }

    /// @return whether it was the last one that may be wrong for now
    boolean wasWrong(String webhook, String address) {
        String caller = caller(webhook, address);
        var _ = wrong.take(caller);
        return known.getIfPresent(caller) == null && wrong.waiting(caller).isPositive();
    }

    void wasRight(String webhook, String address) {
        String caller = caller(webhook, address);
        if (known.getIfPresent(caller) == null) {
            known.put(caller, true);
        }
    }

    private static String caller(String webhook, String address) {
        return webhook + " " + Network.nameOf(address);
    }
}
