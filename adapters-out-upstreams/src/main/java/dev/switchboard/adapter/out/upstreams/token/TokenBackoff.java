package dev.switchboard.adapter.out.upstreams.token;

import dev.switchboard.domain.delivery.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long no token is asked for: ever longer while the peer gives none, and long when it refuses
/// the ones it gave. Used by one thread at a time.
final class TokenBackoff {

    private static final Duration REFUSED = Duration.ofMinutes(5);

    /// Between two looks for a token that another hub mints.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// Only one thread of one hub asks at a time, so there is nobody to keep out of its way.
    private static final double UNSPREAD = 0.5;

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
        Duration pause = RetryPolicy.SHARED.pause(failures, asked, UNSPREAD);
        failures++;
        until = now.plus(pause);
        return pause;
    }

    /// The peer refused a fresh token: it is not the token.
    void refused(Instant now) {
        until = now.plus(REFUSED);
    }

    /// Another hub is minting; that is no failure.
    void elsewhere(Instant now) {
        until = now.plus(LOOK);
    }

    /// There is a token.
    void end() {
        failures = 0;
        until = Instant.MIN;
    }
}
