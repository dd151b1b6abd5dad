package dev.switchboard.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One hop in a message's trace: what was tried and what came of it, without any body.
///
/// @param number 1 for the first call of the target, 2 for the second; 0 for a step without a call
/// @param at when it began
/// @param took how long it lasted
/// @param status the HTTP status the target gave, if it gave one
/// @param detail a short reason for people, at most 500 characters, no secrets
/// @param afterGap whether the message before it in its lane was parked
public record Attempt(
        int number,
        Instant at,
        Duration took,
        Outcome outcome,
        @Nullable Integer status,
        String detail,
        boolean afterGap) {

    private static final int MAX_DETAIL = 500;

    public Attempt {
        detail = detail.length() > MAX_DETAIL ? shortened(detail) : detail;
    }

    /// Never with half a character at the end, which no store could write.
    private static String shortened(String detail) {
        boolean cutsInHalf = Character.isHighSurrogate(detail.charAt(MAX_DETAIL - 1));
        return detail.substring(0, cutsInHalf ? MAX_DETAIL - 1 : MAX_DETAIL);
    }

    /// A step that called nobody.
    public static Attempt step(Instant at, Outcome outcome, String detail) {
        return new Attempt(0, at, Duration.ZERO, outcome, null, detail, false);
    }

    /// Whether the detail is in the target's own words, which may repeat those of the message.
    public boolean quotesTarget() {
        return outcome == Outcome.REFUSED && !detail.isEmpty();
    }

    /// The same without what the target said. What the hub itself did keeps its reason.
    public Attempt erased() {
        return number == 0 ? this : new Attempt(number, at, took, outcome, status, "", afterGap);
    }

    /// Whether the other one tells of the same call. Stores keep times less exactly than clocks.
    public boolean isSameCall(@Nullable Attempt other) {
        return other != null
                && number == other.number
                && outcome == other.outcome
                && at.toEpochMilli() == other.at.toEpochMilli();
    }

    /// What came of it.
    public enum Outcome {
        /// The target took it.
        DELIVERED,
        /// The target's answer came in.
        ANSWERED,
        /// The target is away or asks for patience: the message certainly was not taken.
        UNAVAILABLE,
        /// Bytes were sent and no valid answer came: the message may have been taken.
        UNKNOWN_OUTCOME,
        /// The target will never take it.
        REFUSED,
        /// Given up without a call, for the reason in the detail.
        PARKED,
        /// An admin sent it to the end of its lane.
        REDRIVEN,
        /// An admin gave it up for good.
        DISCARDED
    }
}
