package dev.switchboard.adapter.in.socket.cti;

import org.jspecify.annotations.Nullable;

/// The rate limit and the error limit of one client. Times are in nanoseconds. Used by one thread
/// at a time.
final class ClientLimits {

    private static final long SECOND = 1_000_000_000;
    private static final long ERRORS_WITHIN = 60 * SECOND;
    private static final int MOST_ERRORS = 20;

    private final long interval;

    /// The time at which everything allowed so far will have been due.
    private long paidUntil;

    private long @Nullable [] errors;
    private int counted;

    /// @param rate frames per second, and the size of a burst
    ClientLimits(int rate, long now) {
        this.interval = SECOND / rate;
        this.paidUntil = now;
    }

    /// Whether one more frame is within the rate.
    boolean allows(long now) {
        long from = Math.max(paidUntil, now);
        if (from - now > SECOND - interval) {
            return false;
        }
        paidUntil = from + interval;
        return true;
    }

    /// Counts an error.
    ///
    /// @return whether the client has exceeded the limit
    boolean erred(long now) {
        long[] last = errors;
        if (last == null) {
            last = new long[MOST_ERRORS];
            errors = last;
        }
        last[counted % MOST_ERRORS] = now;
        counted++;
        return counted >= MOST_ERRORS && now - last[counted % MOST_ERRORS] <= ERRORS_WITHIN;
    }
}
