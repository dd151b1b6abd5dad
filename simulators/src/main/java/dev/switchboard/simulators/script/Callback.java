package dev.switchboard.simulators.script;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A callback of a channel.
///
/// @param when before or after its answer, or never; before if absent
/// @param delayMs milliseconds to wait before calling back
/// @param times how many equal callbacks are sent at once, 1 if absent
/// @param reverse holds the callback until the run of such steps ends; then they are sent newest
///   first, each after the previous one is answered. Implies `after`.
/// @param proof the proof that the callback is the channel's; the token if absent
/// @param ageSeconds the pretended age of a signature
/// @param data the `response_data`; the sample's if absent
public record Callback(
        When when,
        int delayMs,
        int times,
        boolean reverse,
        Proof proof,
        int ageSeconds,
        @Nullable JsonNode data) {

    public Callback {
        when = reverse ? When.AFTER : or(when, When.BEFORE);
        proof = or(proof, Proof.TOKEN);
        times = times == 0 ? 1 : times;
        Range.check("callback.delayMs", delayMs, 0, 600_000);
        Range.check("callback.times", times, 1, 100);
    }

    /// One callback with a valid proof, `delayMs` after the request.
    public static Callback usual(int delayMs) {
        return new Callback(When.BEFORE, delayMs, 1, false, Proof.TOKEN, 0, null);
    }

    /// Whether only earlier callbacks can delay it.
    public boolean isAtOnce() {
        return delayMs == 0 && !reverse;
    }

    // The JSON reader passes null for values that a script leaves out.
    private static <T> T or(@Nullable T given, T absent) {
        return given == null ? absent : given;
    }

    public enum When {
        BEFORE,
        AFTER,
        NEVER
    }

    public enum Proof {
        /// The address as given, with its token.
        TOKEN,
        /// Standard Webhooks headers with the channel's secret, no token.
        SIGNATURE,
        NONE,
        /// A token that was never issued; for an address without one, a signature with another
        /// secret.
        WRONG
    }
}
