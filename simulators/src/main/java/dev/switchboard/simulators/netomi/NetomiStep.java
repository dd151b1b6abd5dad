package dev.switchboard.simulators.netomi;

import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.Drop;
import dev.switchboard.simulators.script.ScriptStep;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The scripted treatment of one request; absent parts behave as without a script.
///
/// @param on the endpoint that it applies to; messages if absent
/// @param delayMs milliseconds to wait directly before the answer
/// @param status the HTTP status of the answer
/// @param body its body: JSON as such, a JSON string as plain text, `null` for none
/// @param retryAfter the `Retry-After` header: seconds or an HTTP date
/// @param drop no answer at all
/// @param expireTokens whether all tokens issued so far become invalid with this request
/// @param callback the bot's callback; if absent, none is sent where the step fails the request
/// @param repeat how many requests it applies to, 1 if absent
record NetomiStep(
        NetomiEndpoint on,
        int delayMs,
        @Nullable Integer status,
        @Nullable JsonNode body,
        @Nullable String retryAfter,
        @Nullable Drop drop,
        boolean expireTokens,
        @Nullable NetomiCallback callback,
        int repeat) {

    static final NetomiStep UNSCRIPTED =
            new NetomiStep(
                    NetomiEndpoint.PROCESS_MESSAGE, 0, null, null, null, null, false, null, 1);

    NetomiStep {
        on = or(on, NetomiEndpoint.PROCESS_MESSAGE);
        repeat = repeat == 0 ? 1 : repeat;
        if (repeat < 1) {
            throw new BadScriptException("repeat must be positive");
        }
        var _ =
                new ScriptStep(
                        delayMs, status, body, retryAfter, drop, null, 1); // rejects bad values
    }

    // The JSON reader passes null for values that a script leaves out.
    private static NetomiEndpoint or(@Nullable NetomiEndpoint given, NetomiEndpoint absent) {
        return given == null ? absent : given;
    }

    /// The part of the step that concerns the answer.
    ScriptStep answer() {
        return new ScriptStep(delayMs, status, body, retryAfter, drop, null, 1);
    }

    /// The callback to send, or null for none.
    @Nullable NetomiCallback callbackOrUsual() {
        if (callback != null) {
            return callback.when() == NetomiCallback.When.NEVER ? null : callback;
        }
        return answer().succeeds() ? NetomiCallback.usual() : null;
    }

    NetomiStep onceLess() {
        return new NetomiStep(
                on, delayMs, status, body, retryAfter, drop, expireTokens, callback, repeat - 1);
    }
}
