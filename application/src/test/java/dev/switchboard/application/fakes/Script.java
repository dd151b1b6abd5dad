package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.UpstreamReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/// The answers of a scripted peer, call by call, and the calls it has had.
final class Script<C> {
    private final Queue<Function<C, UpstreamReply>> steps = new ArrayDeque<>();
    private final List<C> calls = new ArrayList<>();
    private final Function<C, UpstreamReply> otherwise;

    /// @param otherwise the answer after the end of the script
    Script(Function<C, UpstreamReply> otherwise) {
        this.otherwise = otherwise;
    }

    synchronized void add(Function<C, UpstreamReply> step) {
        steps.add(step);
    }

    synchronized List<C> calls() {
        return List.copyOf(calls);
    }

    /// Runs the step outside the lock, so that it may block or call back.
    UpstreamReply play(C call) {
        return next(call).apply(call);
    }

    private synchronized Function<C, UpstreamReply> next(C call) {
        calls.add(call);
        Function<C, UpstreamReply> step = steps.poll();
        return step == null ? otherwise : step;
    }
}
