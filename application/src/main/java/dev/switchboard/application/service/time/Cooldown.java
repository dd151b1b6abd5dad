package dev.switchboard.application.service.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/// The pause after a line of the log that may recur often.
public final class Cooldown {

    private final Duration length;
    private final AtomicReference<Instant> began = new AtomicReference<>(Instant.MIN);

    public Cooldown(Duration length) {
        this.length = length;
    }

    /// Begins a pause, unless one lasts. Of concurrent callers only one begins it.
    ///
    /// @return whether it began now
    public boolean tryBegin(Instant now) {
        Instant last = began.get();
        return !now.isBefore(last.plus(length)) && began.compareAndSet(last, now);
    }

    /// Begins a pause anew.
    public void begin(Instant now) {
        began.set(now);
    }
}
