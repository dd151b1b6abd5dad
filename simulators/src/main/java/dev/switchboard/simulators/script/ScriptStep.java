package dev.switchboard.simulators.script;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The scripted treatment of one request; absent parts behave as without a script.
///
/// @param delayMs milliseconds to wait directly before the answer
/// @param status the HTTP status of the answer
/// @param body its body: JSON as such, a JSON string as plain text (junk, say), `null` for none
/// @param retryAfter the `Retry-After` header: seconds or an HTTP date
/// @param drop no answer at all
/// @param callback the channel's callback; ignored by upstreams without callbacks
/// @param repeat how many requests it applies to, 1 if absent
public record ScriptStep(
        int delayMs,
        @Nullable Integer status,
        @Nullable JsonNode body,
        @Nullable String retryAfter,
        @Nullable Drop drop,
        @Nullable Callback callback,
        int repeat) {

    public static final ScriptStep UNSCRIPTED = new ScriptStep(0, null, null, null, null, null, 1);

    public ScriptStep {
        Range.check("delayMs", delayMs, 0, 600_000);
        Range.check("status", status == null ? 200 : status, 200, 599);
        repeat = repeat == 0 ? 1 : repeat;
        Range.check("repeat", repeat, 1, Integer.MAX_VALUE);
    }

    /// Whether the upstream answers with success.
    public boolean succeeds() {
        return drop == null && (status == null || status < 300);
    }

    public ScriptStep withoutDelay() {
        return new ScriptStep(0, status, body, retryAfter, drop, callback, repeat);
    }

    boolean reversesCallback() {
        return callback != null && callback.reverse();
    }
}
