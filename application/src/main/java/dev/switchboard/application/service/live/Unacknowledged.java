package dev.switchboard.application.service.live;

import dev.switchboard.domain.delivery.PushPolicy;
import java.time.Instant;
import java.util.Optional;

/// A message that was pushed to one connection, which has not acknowledged it.
///
/// @param pushes how often
/// @param pushedAt when last
record Unacknowledged(LiveMessage live, int pushes, Instant firstAt, Instant pushedAt) {

    static Unacknowledged pushed(LiveMessage live, Instant now) {
        return new Unacknowledged(live, 1, now, now);
    }

    Unacknowledged again(Instant now) {
        return new Unacknowledged(live, pushes + 1, firstAt, now);
    }

    /// When it is to be pushed again; empty if not on this connection.
    Optional<Instant> dueAt(PushPolicy policy) {
        return policy.pauseAfter(pushes).map(pushedAt::plus);
    }
}
