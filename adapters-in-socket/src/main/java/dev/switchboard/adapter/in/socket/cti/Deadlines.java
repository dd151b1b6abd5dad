package dev.switchboard.adapter.in.socket.cti;

import dev.switchboard.adapter.in.socket.websocket.PulledSession;
import java.time.Duration;

/// The deadlines of one connection. Times are in nanoseconds; 0 means never.
final class Deadlines {

    private static final long SECOND = 1_000_000_000;

    /// The time for which a flooding client may go on before it is closed.
    private static final long FLOOD_GRACE = 5 * SECOND;

    /// The number of half heartbeats without a sign of life after which a client counts as gone.
    private static final int SILENT_BEATS = 5;

    /// Any longer time is as good as for ever.
    private static final Duration LONGEST_LIFE = Duration.ofDays(365);

    private final CtiProperties settings;
    private final long openedAt;
    private volatile long heardAt;

    // guarded by this
    private boolean known;
    private long expiresAt;
    private long graceEnds;
    private long floodEnds;
    private long nextBeat;

    // used only by the checking thread
    private long stuckSince;
    private long unsentBefore;
    private int turnsBefore;

    enum Due {
        NOTHING,
        /// The client has not authenticated.
        AUTHENTICATION,
        /// The token has expired.
        EXPIRY,
        /// No fresh token has come.
        END_OF_GRACE,
        /// Too many frames for too long.
        END_OF_FLOOD,
        /// No sign of life.
        SILENCE,
        /// Something waits and the client does not read it.
        STALL,
        BEAT
    }

    Deadlines(CtiProperties settings, long now) {
        this.settings = settings;
        this.openedAt = now;
        this.heardAt = now;
        this.nextBeat = now + settings.heartbeat().toNanos();
        this.stuckSince = now;
    }

    /// Records a sign of life.
    void heard(long now) {
        heardAt = now;
    }

    long heardAt() {
        return heardAt;
    }

    /// Records a valid token.
    ///
    /// @param life how long it is valid
    synchronized void welcomed(long now, Duration life) {
        known = true;
        expiresAt = now + (life.compareTo(LONGEST_LIFE) < 0 ? life : LONGEST_LIFE).toNanos();
        graceEnds = 0;
        nextBeat = now + settings.heartbeat().toNanos();
    }

    /// Returns how long the token is still valid.
    synchronized long secondsLeft(long now) {
        return Math.max(0, (expiresAt - now) / SECOND);
    }

    /// Begins to wait for a fresh token.
    ///
    /// @return false if one came meanwhile
    synchronized boolean beginGrace(long now) {
        if (now - expiresAt < 0) {
            return false;
        }
        graceEnds = now + settings.expiryGrace().toNanos();
        return true;
    }

    synchronized boolean isFlooded() {
        return floodEnds != 0;
    }

    synchronized void flooded(long now) {
        floodEnds = now + FLOOD_GRACE;
    }

    /// Returns the first deadline that is due; the next call returns the next one.
    synchronized Due due(long now, PulledSession session, FrameOutbox outbox) {
        if (!known && now - openedAt >= settings.authTimeout().toNanos()) {
            return Due.AUTHENTICATION;
        }
        if (isOver(graceEnds, now)) {
            return Due.END_OF_GRACE;
        }
        if (known && graceEnds == 0 && now - expiresAt >= 0) {
            return Due.EXPIRY;
        }
        if (isOver(floodEnds, now)) {
            return Due.END_OF_FLOOD;
        }
        if (now - heardAt >= SILENT_BEATS * settings.heartbeat().toNanos() / 2) {
            return Due.SILENCE;
        }
        if (isStuck(now, outbox.turns(), session.unsent(), outbox.isWaiting())) {
            return Due.STALL;
        }
        if (now - nextBeat >= 0) {
            nextBeat = now + settings.heartbeat().toNanos();
            return Due.BEAT;
        }
        return Due.NOTHING;
    }

    private static boolean isOver(long deadline, long now) {
        return deadline != 0 && now - deadline >= 0;
    }

    /// Whether something has waited too long without the network taking any of it.
    private boolean isStuck(long now, int turns, long unsent, boolean waiting) {
        boolean waits = waiting || unsent > 0;
        if (!waits || turns != turnsBefore || unsent != unsentBefore) {
            stuckSince = now;
            turnsBefore = turns;
            unsentBefore = unsent;
            return false;
        }
        return now - stuckSince >= settings.slowAfter().toNanos();
    }
}
