package dev.switchboard.application.service.peer;

import dev.switchboard.application.port.out.cluster.Peers.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Tells whether to call one peer. A frozen hub accepts connections and answers nobody: after three
/// silences in a row only one call a second tries it, and the others fail at once instead of
/// waiting.
final class PeerBreaker {

    private static final int SILENCES = 3;
    private static final Duration BETWEEN_TRIALS = Duration.ofSeconds(1);

    private final AtomicInteger silences = new AtomicInteger();
    private final AtomicLong nextTrial = new AtomicLong();

    /// The time of the first failure after the last answered call, in nanoseconds.
    private final AtomicReference<@Nullable Long> awaySince = new AtomicReference<>();

    /// @param now in nanoseconds
    boolean mayCall(long now) {
        long next = nextTrial.get();
        return silences.get() < SILENCES
                || (now - next >= 0
                        && nextTrial.compareAndSet(next, now + BETWEEN_TRIALS.toNanos()));
    }

    void note(Reply reply, long now) {
        switch (reply) {
            case Reply.Answered _ -> {
                silences.set(0);
                awaySince.set(null);
            }
            case Reply.Unreached _ -> awaySince.compareAndSet(null, now);
            case Reply.Unanswered _ -> {
                awaySince.compareAndSet(null, now);
                if (silences.incrementAndGet() == SILENCES) {
                    nextTrial.set(now + BETWEEN_TRIALS.toNanos());
                }
            }
        }
    }

    /// Whether the last call failed.
    boolean isAway() {
        return awaySince.get() != null;
    }

    boolean isAwayFor(Duration duration, long now) {
        Long since = awaySince.get();
        return since != null && now - since > duration.toNanos();
    }
}
