package dev.switchboard.application.service.delivery;

import dev.switchboard.domain.delivery.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The ephemeral events of a lane: the latest one is passed on once, after all pending deliveries.
/// An event that waited too long, or whose target is away, is dropped.
final class LatestEvent {

    private static final Duration LIFE = Duration.ofSeconds(5);

    private final AtomicReference<@Nullable Event> latest = new AtomicReference<>();

    /// @param call makes the one attempt; blocks
    private record Event(Instant at, Runnable call) {

        private boolean fresh(Instant now) {
            return now.isBefore(at.plus(LIFE));
        }
    }

    void offer(Instant at, Runnable call) {
        latest.set(new Event(at, call));
    }

    boolean isEmpty() {
        return latest.get() == null;
    }

    void clear() {
        latest.set(null);
    }

    /// Passes it on if it is fresh and the gate admits it.
    ///
    /// @return whether the lane passed the gate, or queues there
    boolean passOn(TargetLimiter gate, TargetLimiter.Visitor lane, Instant now) {
        Event event = latest.get();
        if (event == null) {
            return false;
        }
        if (!event.fresh(now) || gate.circuit().state() != Circuit.State.CLOSED) {
            latest.compareAndSet(event, null);
            return false;
        }
        return switch (gate.enter(lane)) {
            case ENTER -> {
                latest.compareAndSet(event, null);
                call(event, gate);
                yield true;
            }
            case QUEUED, SHUT -> true;
        };
    }

    /// The outcome says nothing about the target: there is no retry.
    private static void call(Event event, TargetLimiter gate) {
        try {
            event.call().run();
        } finally {
            gate.leave(TargetLimiter.TargetSignal.NONE);
        }
    }
}
