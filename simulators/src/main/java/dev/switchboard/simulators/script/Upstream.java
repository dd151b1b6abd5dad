package dev.switchboard.simulators.script;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One simulated system: what it shall do, and what it saw.
public final class Upstream {

    private final Clock clock;
    private final Script script = new Script();
    private final Recording<Call> calls = new Recording<>();
    private final Recording<CallbackResult> callbacks = new Recording<>();
    private volatile @Nullable String secret;

    Upstream(Clock clock) {
        this.clock = clock;
    }

    /// Replaces the script; `[]` ends it.
    ///
    /// @param json a list of [Step]s, as the control API takes it
    /// @return how many steps it has
    /// @throws BadScriptException if it is none
    public int follow(String json) {
        List<Step> steps = List.of(SimulatorJson.read(json, Step[].class));
        script.replaceBy(steps);
        return steps.size();
    }

    /// Tells the secret that requests to this upstream and callbacks of it are signed with.
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
    public List<Call> calls() {
        return calls.entries();
    }

    /// How many calls there were since the start or the last [#forgetCalls], kept or not.
    public long totalCalls() {
        return calls.total();
    }

    /// What became of the newest callbacks, in the order of their answers.
    public List<CallbackResult> callbacks() {
        return callbacks.entries();
    }

    /// Bounds what is kept.
    ///
    /// @param most how many calls and callbacks are kept; 0 only counts them
    public void keepCalls(int most) {
        calls.limit(most);
        callbacks.limit(most);
    }

    public void forgetCalls() {
        calls.clear();
        callbacks.clear();
    }

    /// For the hot path: the call is built only while calls are kept.
    ///
    /// @return its body
    public String record(HttpServletRequest request) throws IOException {
        String body = bodyOf(request);
        calls.add(() -> Call.of(request, body, secret, clock.instant()));
        return body;
    }

    /// As [#record], for upstreams that look at the whole call.
    public Call recorded(HttpServletRequest request) throws IOException {
        Call call = Call.of(request, bodyOf(request), secret, clock.instant());
        calls.add(() -> call);
        return call;
    }

    public void record(CallbackResult result) {
        callbacks.add(() -> result);
    }

    public Turn nextTurn() {
        return script.next();
    }

    private static String bodyOf(HttpServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
