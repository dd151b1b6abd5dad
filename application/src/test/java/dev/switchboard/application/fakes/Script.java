package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.upstream.UpstreamReply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Function;

/// What a scripted peer answers, call by call, and what it was called with.
final class Script<C> {
    private final Queue<Function<C, UpstreamReply>> steps = new ArrayDeque<>();
    private final List<C> calls = new ArrayList<>();
    private final Function<C, UpstreamReply> otherwise;

    /// @param otherwise what it does when the script is over
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
