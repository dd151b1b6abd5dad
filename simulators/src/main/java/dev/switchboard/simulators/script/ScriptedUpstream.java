package dev.switchboard.simulators.script;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One simulated system: its script and its call log.
public final class ScriptedUpstream {

    private final Script script = new Script();
    private final CallLog log;
    private volatile @Nullable String secret;

    ScriptedUpstream(Clock clock) {
        this.log = new CallLog(clock, this::secret);
    }

    /// Replaces the script; `[]` ends it.
    ///
    /// @param json a list of [ScriptStep]s, as in the control API
    /// @return the number of its steps
    /// @throws BadScriptException if it is not a script
    public int follow(String json) {
        List<ScriptStep> steps = List.of(SimulatorJson.read(json, ScriptStep[].class));
        script.replaceBy(steps);
        return steps.size();
    }

    /// Sets the secret that requests to this upstream and its callbacks are signed with.
    ///
    /// @param whsec `whsec_` and base64; null to check nothing
    /// @throws BadScriptException if it is neither
    public void trust(@Nullable String whsec) {
        secret = whsec == null ? null : WebhookSignature.checked(whsec);
    }

    public @Nullable String secret() {
        return secret;
    }

    /// The newest calls, oldest first.
    public List<RecordedCall> calls() {
        return log.calls().entries();
    }

    /// The number of calls since the start or the last [#forgetCalls], kept or not.
    public long totalCalls() {
        return log.calls().total();
    }

    /// The results of the newest callbacks, in order of their answers.
    public List<CallbackResult> callbacks() {
        return log.callbacks().entries();
    }

    /// Limits the recorded calls.
    ///
    /// @param most how many calls and callbacks are kept; 0 only counts them
    public void keepCalls(int most) {
        log.calls().limit(most);
        log.callbacks().limit(most);
    }

    public void forgetCalls() {
        log.calls().clear();
        log.callbacks().clear();
    }

    /// The log of its calls.
    public CallLog log() {
        return log;
    }

    public Turn nextTurn() {
        return script.next();
    }

    /// The steps for the next requests, one each; after the last one, requests are unscripted
    /// again.
    private static final class Script {

        private final Deque<ScriptStep> steps = new ArrayDeque<>();
        private int headUsed;

        synchronized void replaceBy(List<ScriptStep> next) {
            steps.clear();
            steps.addAll(next);
            headUsed = 0;
        }

        synchronized Turn next() {
            ScriptStep step = steps.peek();
            if (step == null) {
                return new Turn(ScriptStep.UNSCRIPTED, true);
            }
            headUsed++;
            if (headUsed >= step.repeat()) {
                steps.remove();
                headUsed = 0;
            }
            ScriptStep following = steps.peek();
            return new Turn(step, following == null || !following.reversesCallback());
        }
    }
}
