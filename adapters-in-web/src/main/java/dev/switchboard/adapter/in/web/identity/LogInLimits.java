package dev.switchboard.adapter.in.web.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.switchboard.adapter.in.web.identity.token.KeyTries;
import dev.switchboard.adapter.in.web.request.CallRates;
import dev.switchboard.domain.digest.Sha256;
import dev.switchboard.domain.network.Network;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Limits how often passwords may be tried. Wrong ones count for each username from each network;
/// for each network, so that nobody tries one password on all names; and for each username, so that
/// many networks cannot try one name together. A name that has logged in from a network is limited
/// there only by its own wrong passwords, so neither tries elsewhere nor tries of other names can
/// lock its owner out.
///
/// Invalid API keys count for their network like wrong passwords. While a network is blocked, only
/// keys that were once valid from there are checked.
///
/// Remembers a limited number of callers, on this hub and until it stops.
final class LogInLimits implements KeyTries {

    private static final int CALLERS = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private final CallRates perNameAndNetwork;
    private final CallRates perNetwork;
    private final CallRates perName;
    private final Cache<String, Boolean> known;

    LogInLimits(Clock clock) {
        this.perNameAndNetwork = new CallRates(10, Duration.ofMinutes(1), CALLERS, clock);
        this.perNetwork = new CallRates(30, Duration.ofMinutes(1), CALLERS, clock);
        this.perName = new CallRates(100, Duration.ofHours(1), CALLERS, clock);
        this.known =
                Caffeine.newBuilder()
                        .maximumSize(CALLERS)
                        .expireAfterAccess(KNOWN_FOR)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .executor(Runnable::run)
                        .build();
    }

    /// Begins a try, which counts as a wrong one until it [#succeeded]: of several at once, no more
    /// are admitted than may fail.
    ///
    /// @return the wait before the next try; zero if this one may proceed
    Duration tryNow(String username, String address) {
        Caller caller = Caller.of(username, address);
        Duration wait = perNameAndNetwork.take(caller.both());
        if (!wait.isZero() || known.getIfPresent(caller.both()) != null) {
            return wait;
        }
        wait = perNetwork.take(caller.network());
        if (!wait.isZero()) {
            perNameAndNetwork.giveBack(caller.both());
            return wait;
        }
        wait = perName.take(caller.name());
        if (!wait.isZero()) {
            perNameAndNetwork.giveBack(caller.both());
            perNetwork.giveBack(caller.network());
        }
        return wait;
    }

    /// Whether that name has recently logged in from that network.
    boolean isKnown(String username, String address) {
        return known.getIfPresent(Caller.of(username, address).both()) != null;
    }

    /// Records that the password was right.
    void succeeded(String username, String address) {
        undecided(username, address);
        known.put(Caller.of(username, address).both(), true);
    }

    /// Takes a try back, because nobody could tell whether the password was right.
    void undecided(String username, String address) {
        Caller caller = Caller.of(username, address);
        perNameAndNetwork.giveBack(caller.both());
        if (known.getIfPresent(caller.both()) == null) {
            perNetwork.giveBack(caller.network());
            perName.giveBack(caller.name());
        }
    }

    @Override
    public Duration waiting(String key, String address) {
        String network = Network.nameOf(address);
        return known.getIfPresent(key + " " + network) == null
                ? perNetwork.waiting(network)
                : Duration.ZERO;
    }

    @Override
    public void recordFailure(String address) {
        var _ = perNetwork.take(Network.nameOf(address));
    }

    @Override
    public void recordSuccess(String key, String address) {
        known.put(key + " " + Network.nameOf(address), true);
    }

    /// The caller by hashes, because names may be long.
    private record Caller(String name, String network, String both) {

        static Caller of(String username, String address) {
            String name = Sha256.hex(username);
            String network = Network.nameOf(address);
            return new Caller(name, network, name + " " + network);
        }
    }
}
