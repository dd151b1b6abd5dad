package dev.switchboard.application.service.live;

import dev.switchboard.domain.delivery.PushPolicy;
import java.time.Instant;
import java.util.Optional;

/// A message that was pushed to one connection and not acknowledged yet.
///
/// @param pushes the number of pushes
/// @param pushedAt the time of the last push
record Unacknowledged(LiveMessage live, int pushes, Instant firstAt, Instant pushedAt) {

    static Unacknowledged pushed(LiveMessage live, Instant now) {
        return new Unacknowledged(live, 1, now, now);
    }

    Unacknowledged again(Instant now) {
        return new Unacknowledged(live, pushes + 1, firstAt, now);
    }

    /// The time of the next push; empty if there is none on this connection.
    Optional<Instant> dueAt(PushPolicy policy) {
        return policy.pauseAfter(pushes).map(pushedAt::plus);
    }
}
