package dev.switchboard.application.service.time;

import dev.switchboard.application.port.out.time.Timer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Rings at the earliest of the times that it was set to. Whoever is woken too early, or has more
/// to wait for, sets it again.
public final class Alarm {

    private final Timer timer;
    private final Runnable ring;
    private volatile @Nullable Instant set;

    /// @param ring must not block
    public Alarm(Timer timer, Runnable ring) {
        this.timer = timer;
        this.ring = ring;
    }

    /// Does nothing if it rings before that anyway. One thread at a time.
    public void setTo(Instant when) {
        Instant earliest = set;
        if (earliest == null || when.isBefore(earliest)) {
            set = when;
            timer.at(when, this::ring);
        }
    }

    private void ring() {
        set = null;
        ring.run();
    }
}
