package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.Range;
import dev.switchboard.simulators.script.SimulatorJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the next requests of a kind meet; all others go as without a script.
final class SalesforceScript {

    private final List<Step> steps = new ArrayList<>();

    /// @param method of the requests that meet it; any if absent
    /// @param path what their path contains behind `/sim/salesforce`; anything if absent
    record Match(@Nullable String method, @Nullable String path) {

        boolean fits(String itsMethod, String itsPath) {
            return (method == null || method.equals(itsMethod))
                    && (path == null || itsPath.contains(path));
        }
    }

    /// @param times how many requests meet it, 1 if absent
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

    /// @param delayMs how long the answer takes
    /// @param status of an answer without any effect
    /// @param code what it says, as `errorCode`
    /// @param retryAfter its header
    /// @param acceptThenDrop has its effect, and no answer
    /// @param duplicate what happens next is told twice
    /// @param reorder what happens next is told after what happens then
    /// @param earlyCallback what comes of it is told before it is answered
    /// @param silence streams stay open, and nothing comes any more
    /// @param closeStream streams are closed
    /// @param garbage streams bring something that is no event, and an event that is no entry
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

    /// Takes the place of the script before; `[]` ends it.
    ///
    /// @return how many steps it has
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
