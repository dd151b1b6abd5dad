package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.adapter.out.upstreams.http.CallWatch;
import dev.switchboard.application.port.out.upstream.UpstreamReply.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/// The calls of one opening. None begins after its deadline, and those that run then are cut off:
/// somebody waits for the opening, and gives up on it at a time of their own.
final class OpeningCalls {

    private final SalesforceContext context;
    private final Instant deadline;

    /// @param most the longest time of the opening, which begins now
    OpeningCalls(SalesforceContext context, Duration most) {
        this.context = context;
        this.deadline = context.clock().instant().plus(most);
    }

    /// Runs the steps of the opening.
    <T> T limited(Supplier<T> steps) {
        return CallWatch.during(this::cutOff, steps::get);
    }

    private void cutOff(Cancellable call) {
        context.timer().at(deadline, () -> context.executor().execute(call::cancel));
    }

    boolean inTime() {
        return context.clock().instant().isBefore(deadline);
    }

    /// The time until the deadline; negative after it.
    Duration left() {
        return Duration.between(context.clock().instant(), deadline);
    }

    /// Retries once if the call may succeed then.
    ///
    /// @param look finds what an unanswered call may have created; null for nothing
    CallResult twice(Supplier<CallResult> call, Supplier<CallResult.@Nullable Done> look) {
        if (!inTime()) {
            return new CallResult.Away(Cause.TIMEOUT, null, null, false);
        }
        CallResult first = adopted(call.get(), look);
        if (!(first instanceof CallResult.Away away) || !mayTryAgain(away)) {
            return first;
        }
        context.pause(patienceOf(away));
        CallResult.Done late = away.perhapsDone() ? look.get() : null;
        return late == null ? adopted(call.get(), look) : late;
    }

    private CallResult adopted(CallResult outcome, Supplier<CallResult.@Nullable Done> look) {
        boolean unknown = outcome instanceof CallResult.Away away && away.perhapsDone() && inTime();
        CallResult.Done found = unknown ? look.get() : null;
        return found == null ? outcome : found;
    }

    private boolean mayTryAgain(CallResult.Away away) {
        return context.clock().instant().plus(patienceOf(away)).isBefore(deadline);
    }

    private Duration patienceOf(CallResult.Away away) {
        Duration asked = away.retryAfter();
        return asked == null ? context.timings().first() : asked;
    }
}
