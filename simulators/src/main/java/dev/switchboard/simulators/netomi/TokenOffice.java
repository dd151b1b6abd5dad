package dev.switchboard.simulators.netomi;

import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Issues tokens and knows the valid ones. Tokens of an earlier process are not valid.
final class TokenOffice {

    private final Clock clock;
    private final AtomicInteger given = new AtomicInteger();
    private final Set<String> good = ConcurrentHashMap.newKeySet();

    TokenOffice(Clock clock) {
        this.clock = clock;
    }

    String give() {
        String token = "sim-token-" + clock.millis() + "-" + given.incrementAndGet();
        good.add(token);
        return token;
    }

    boolean takes(@Nullable String token) {
        return token != null && good.contains(token);
    }

    void expireAll() {
        good.clear();
    }
}
