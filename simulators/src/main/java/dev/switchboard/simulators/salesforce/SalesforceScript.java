package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.Range;
import dev.switchboard.simulators.script.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The treatment of the next requests of a kind; all others are unscripted.
final class SalesforceScript {

    private final List<Step> steps = new ArrayList<>();

    /// @param method of the matching requests; any if absent
    /// @param path a part of their path after `/sim/salesforce`; any if absent
    record Match(@Nullable String method, @Nullable String path) {

        boolean fits(String itsMethod, String itsPath) {
            return (method == null || method.equals(itsMethod))
                    && (path == null || itsPath.contains(path));
        }
    }

    /// @param times how many requests it applies to, 1 if absent
    record Step(@Nullable Match match, int times, @Nullable Action action) {

        Step {
            times = times == 0 ? 1 : times;
            Range.check("times", times, 1, 1_000_000);
        }

        Step onceLess() {
            return new Step(match, times - 1, action);
        }

        boolean fits(String method, String path) {
            return match == null || match.fits(method, path);
        }
    }

    /// @param delayMs milliseconds before the answer
    /// @param status of an answer without any effect
    /// @param code its `errorCode`
    /// @param retryAfter its `Retry-After` header
    /// @param acceptThenDrop takes effect without an answer
    /// @param duplicate sends the next event twice
    /// @param reorder swaps the next two events
    /// @param earlyCallback sends the resulting events before the answer
    /// @param silence streams stay open but send nothing more
    /// @param closeStream closes streams
    /// @param garbage streams send a malformed event, and an event without a valid entry
    record Action(
            int delayMs,
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String retryAfter,
            boolean acceptThenDrop,
            boolean duplicate,
            boolean reorder,
            boolean earlyCallback,
            boolean silence,
            boolean closeStream,
            boolean garbage) {

        static final Action NONE =
                new Action(0, null, null, null, false, false, false, false, false, false, false);

        Action {
            Range.check("delayMs", delayMs, 0, 600_000);
            Range.check("status", status == null ? 200 : status, 200, 599);
        }
    }

    /// Replaces the script; `[]` ends it.
    ///
    /// @return the number of its steps
    synchronized int follow(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        List<Step> next = List.of(SimulatorJson.read(bytes, Step[].class));
        steps.clear();
        steps.addAll(next);
        return next.size();
    }

    synchronized Action next(String method, String path) {
        for (Iterator<Step> all = steps.iterator(); all.hasNext(); ) {
            Step step = all.next();
            if (step.fits(method, path)) {
                if (step.times() == 1) {
                    all.remove();
                } else {
                    steps.set(steps.indexOf(step), step.onceLess());
                }
                return step.action() == null ? Action.NONE : step.action();
            }
        }
        return Action.NONE;
    }
}
