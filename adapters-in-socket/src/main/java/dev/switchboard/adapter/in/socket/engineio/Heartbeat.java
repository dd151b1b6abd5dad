package dev.switchboard.adapter.in.socket.engineio;

/// The deadlines of one session, on a monotonic clock in nanoseconds.
final class Heartbeat {

    private final long interval;
    private final long timeout;
    private long due;
    private boolean pinged;

    Heartbeat(EngineSettings.Timing timing, long now) {
        this.interval = timing.pingInterval().toNanos();
        this.timeout = timing.pingTimeout().toNanos();
        this.due = now + interval;
    }

    /// Records a pong.
    synchronized void answered(long now) {
        due = now + interval;
        pinged = false;
    }

    /// Whether a ping must go out now; true once for each ping.
    synchronized boolean mustPing(long now) {
        boolean must = !pinged && now - due >= 0;
        pinged |= must;
        return must;
    }

    /// Whether the pong is overdue, even if no ping went out because its timer was late.
    synchronized boolean isOver(long now) {
        return now - due >= timeout;
    }
}
