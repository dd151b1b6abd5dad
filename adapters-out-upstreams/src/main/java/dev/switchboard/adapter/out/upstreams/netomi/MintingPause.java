package dev.switchboard.adapter.out.upstreams.netomi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long no token is asked for: ever longer while the peer gives none, and long when it refuses
/// the ones it gave (contract netomi 3.1 and 3.2). Used by one thread at a time.
final class MintingPause {

    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final List<Duration> BACK_OFF =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60));

    private int failures;
    private Instant until = Instant.MIN;

    Instant until() {
        return until;
    }

    boolean lastsAt(Instant now) {
        return now.isBefore(until);
    }

    /// The peer gave no token.
    ///
    /// @param asked how long the peer asks to wait, if it does
    /// @return how long the pause is
    Duration failed(Instant now, @Nullable Duration asked) {
        Duration step = BACK_OFF.get(Math.min(failures, BACK_OFF.size() - 1));
        Duration wanted = asked == null || asked.compareTo(step) < 0 ? step : asked;
        Duration pause = wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
        failures++;
        until = now.plus(pause);
        return pause;
    }

    /// The peer refused a fresh token: it is not the token.
    void refused(Instant now) {
        until = now.plus(REFUSED);
    }

    /// There is a token.
    void end() {
        failures = 0;
        until = Instant.MIN;
    }
}
