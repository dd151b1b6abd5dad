package dev.switchboard.adapter.in.socket.socketio;

import java.time.Duration;

/// How fast one connection may send events: a leaky bucket that is kept as the moment at which all
/// events so far would have come if they had kept to the rate. Not for several threads at once.
final class EventRate {

    private final long interval;
    private final long tolerance;
    private final long patience;
    private long due;
    private long excessSince;
    private boolean excess;

    EventRate(SocketSettings settings, long now) {
        this.interval = Duration.ofSeconds(1).toNanos() / settings.eventRate();
        this.tolerance = interval * settings.eventBurst();
        this.patience = settings.excessWait().toNanos();
        this.due = now;
    }

    /// Counts an event that came now.
    ///
    /// @return how many nanoseconds nothing more may be read, 0 in the normal case
    long count(long now) {
        due = Math.max(due - now, 0) + now + interval;
        long ahead = due - now - tolerance;
        if (ahead <= 0) {
            excess = false;
            return 0;
        }
        if (!excess) {
            excess = true;
            excessSince = now;
        }
        return ahead;
    }

    /// Whether the client has been sending too much for longer than anybody waits.
    boolean isExhausted(long now) {
        return excess && now - excessSince > patience;
    }
}
