package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.domain.delivery.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The pause between requests for tokens: it grows while the peer issues none, and is long when the
/// peer refuses tokens that it issued. Used by one thread at a time.
final class TokenBackoff {

    private static final Duration REFUSED = Duration.ofMinutes(5);

    /// The pause between checks for a token that another hub is minting.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// No jitter is needed: only one thread of one hub asks at a time.
    private static final double UNSPREAD = 0.5;

    private int failures;
    private Instant until = Instant.MIN;

    Instant until() {
        return until;
    }

    boolean lastsAt(Instant now) {
        return now.isBefore(until);
    }

    /// The peer issued no token.
    ///
    /// @param asked how long the peer asks us to wait, if it does
    /// @return the length of the pause
    Duration failed(Instant now, @Nullable Duration asked) {
        Duration pause = RetryPolicy.SHARED.pause(failures, asked, UNSPREAD);
        failures++;
        until = now.plus(pause);
        return pause;
    }

    /// The peer refused a fresh token, so another one will not help soon.
    void refused(Instant now) {
        until = now.plus(REFUSED);
    }

    /// Another hub is minting, which is not a failure.
    void elsewhere(Instant now) {
        until = now.plus(LOOK);
    }

    /// There is a token.
    void end() {
        failures = 0;
        until = Instant.MIN;
    }
}
