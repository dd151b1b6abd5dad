package dev.switchboard.adapter.out.upstreams.salesforce;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// At most so many in any minute. What counts is when the peer had it, which lies between the
/// beginning of a call and its end: the next one begins a minute after the end of the one that many
/// before.
final class Pace {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private final Deque<Instant> ends = new ArrayDeque<>();

    Pace(int most) {
        this.most = most;
    }

    /// From when on the next one may begin; [Instant#MIN] if nothing is in its way.
    synchronized Instant next() {
        return ends.size() < most ? Instant.MIN : ends.getFirst().plus(MINUTE);
    }

    /// Sends one now, if it may.
    ///
    /// @param now also its end, as far as is counted
    synchronized boolean take(Instant now) {
        boolean may = !now.isBefore(next());
        if (may) {
            ended(now);
        }
        return may;
    }

    /// One was sent.
    synchronized void ended(Instant at) {
        if (ends.size() == most) {
            ends.removeFirst();
        }
        ends.addLast(at);
    }
}
