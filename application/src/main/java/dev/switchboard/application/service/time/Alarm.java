package dev.switchboard.application.service.time;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Rings at the earliest of the times that were asked for. A caller that is woken too early, or has
/// more to wait for, asks again.
public final class Alarm {

    private final Timer timer;
    private final Runnable ring;
    private final AtomicReference<@Nullable Instant> earliest = new AtomicReference<>();

    /// @param ring must not block
    public Alarm(Timer timer, Runnable ring) {
        this.timer = timer;
        this.ring = ring;
    }

    /// Does nothing if it rings before that anyway. One thread at a time.
    public void ringAt(Instant when) {
        Instant next = earliest.get();
        if (next == null || when.isBefore(next)) {
            earliest.set(when);
            timer.at(when, this::ring);
        }
    }

    private void ring() {
        earliest.set(null);
        ring.run();
    }
}
