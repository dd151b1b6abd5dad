package dev.switchboard.adapter.out.upstreams.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntSupplier;

/// Limits the calls in any minute. The peer receives a call at some time between its start and its
/// end, so a call may start a minute after the end of the call that many earlier.
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final IntSupplier most;
    private final Deque<Instant> ends = new ArrayDeque<>();

    /// @param most calls in a minute, which may change
    Pace(IntSupplier most) {
        this.most = most;
    }

    /// Returns the time at which the next call may start; [Instant#MIN] if at once.
    synchronized Instant next(Instant now) {
        Instant past = now.minus(MINUTE);
        Instant ahead = now.plus(MINUTE);
        // Ends that lie further ahead are from before this clock was set back.
        ends.removeIf(end -> !end.isAfter(past) || end.isAfter(ahead));
        drop(most.getAsInt());
        return ends.size() < most.getAsInt() ? Instant.MIN : ends.getFirst().plus(MINUTE);
    }

    /// Counts a call, if it may be made now.
    ///
    /// @param now its start and, for counting, also its end
    synchronized boolean take(Instant now) {
        boolean may = !now.isBefore(next(now));
        if (may) {
            ended(now);
        }
        return may;
    }

    /// Keeps only the last ends.
    private void drop(int kept) {
        while (ends.size() > kept) {
            ends.removeFirst();
        }
    }

    /// A call ended.
    synchronized void ended(Instant at) {
        drop(most.getAsInt() - 1);
        ends.addLast(at);
    }
}
