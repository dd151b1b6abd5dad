package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.channel.OperateChannels.Circuit;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a lane passes on besides its deliveries: the latest hint, once, after everything that is
/// owed. One that had to wait for long, or whose target is away, is dropped (contract pega 3).
final class LaneHint {

    private static final Duration LIFE = Duration.ofSeconds(5);

    private final AtomicReference<@Nullable Hint> latest = new AtomicReference<>();

    /// @param call makes the one attempt; blocks
    private record Hint(Instant at, Runnable call) {

        private boolean fresh(Instant now) {
            return now.isBefore(at.plus(LIFE));
        }
    }

    void offer(Instant at, Runnable call) {
        latest.set(new Hint(at, call));
    }

    boolean isEmpty() {
        return latest.get() == null;
    }

    /// Passes it on if it is worth that and its turn.
    ///
    /// @return whether the lane passed the gate, or is in line there
    boolean passOn(TargetGate gate, TargetGate.Visitor lane, Instant now) {
        Hint hint = latest.get();
        if (hint == null) {
            return false;
        }
        if (!hint.fresh(now) || gate.circuit().state() != Circuit.State.CLOSED) {
            latest.compareAndSet(hint, null);
            return false;
        }
        return switch (gate.enter(lane)) {
            case ENTER -> {
                latest.compareAndSet(hint, null);
                call(hint, gate);
                yield true;
            }
            case QUEUED, SHUT -> true;
        };
    }

    /// What comes of it says nothing about the target: nobody tries again.
    private static void call(Hint hint, TargetGate gate) {
        try {
            hint.call().run();
        } finally {
            gate.leave(TargetGate.Finding.NONE);
        }
    }
}
