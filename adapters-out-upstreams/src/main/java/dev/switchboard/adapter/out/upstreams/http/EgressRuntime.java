package dev.switchboard.adapter.out.upstreams.http;

import dev.switchboard.application.port.out.time.TimeLimit;
import dev.switchboard.application.port.out.time.TimeLimits;
import dev.switchboard.application.port.out.time.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.apache.hc.core5.concurrent.Cancellable;

/// The shared resources of calls.
///
/// @param executor runs short tasks and name look-ups, each on a thread of its own
public record EgressRuntime(Clock clock, Timer timer, Executor executor, TimeLimits limits) {

    /// Cancels calls that exceed a client's limit: a peer that sends one byte a second never runs
    /// into a read timeout. Closing a connection may take a moment, so it runs on a thread of its
    /// own and delays no other limit.
    TimeLimit<Cancellable> cutting(Duration limit) {
        return limits.of(limit, call -> executor.execute(call::cancel));
    }
}
