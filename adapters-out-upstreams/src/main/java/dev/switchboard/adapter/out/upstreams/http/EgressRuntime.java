package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.hc.core5.concurrent.Cancellable;

/// What calls run on.
///
/// @param executor runs short work and look-ups of names, each on a thread of its own
public record EgressRuntime(Clock clock, Timer timer, Executor executor, TimeLimits limits) {

    /// Cuts calls that last longer than all calls of one client may: a peer that sends one byte a
    /// second never lets a read time out. To drop a connection may take a moment, for which nobody
    /// else's limit waits.
    TimeLimit<Cancellable> cutting(Duration limit) {
        return limits.of(limit, call -> executor.execute(call::cancel));
    }
}
