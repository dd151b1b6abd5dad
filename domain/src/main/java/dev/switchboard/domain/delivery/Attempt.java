package dev.switchboard.domain.delivery;

import dev.switchboard.domain.Utf8;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One hop in a message's trace: an attempt and its result, without any body.
///
/// @param number 1 for the first call of the target, 2 for the second; 0 for a step without a call
/// @param at when it began
/// @param took its duration
/// @param status the HTTP status of the target's answer, if there was one
/// @param detail a short reason for people, at most 500 characters, no secrets
/// @param afterGap whether the previous message of its lane was parked
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
        detail = Utf8.beginning(detail, MAX_DETAIL);
    }

    /// A client or a console took the message, which was pushed at a time that is not known any
    /// more.
    public static Attempt taken(Delivery.Pending delivery, Instant at) {
        return new Attempt(
                delivery.attempts() + 1, at, Duration.ZERO, Outcome.DELIVERED, null, "", false);
    }

    /// A step without a call.
    public static Attempt step(Instant at, Outcome outcome, String detail) {
        return new Attempt(0, at, Duration.ZERO, outcome, null, detail, false);
    }

    /// Whether the detail is the target's own text, which may quote the message.
    public boolean quotesTarget() {
        return outcome == Outcome.REFUSED && !detail.isEmpty();
    }

    /// Removes the target's own text. A reason that the hub gave stays.
    public Attempt erased() {
        return number == 0 ? this : new Attempt(number, at, took, outcome, status, "", afterGap);
    }

    /// Whether both describe the same call. Stores keep times less precisely than clocks.
    public boolean isSameCall(@Nullable Attempt other) {
        return other != null
                && number == other.number
                && outcome == other.outcome
                && at.toEpochMilli() == other.at.toEpochMilli();
    }

    /// The result of an attempt.
    public enum Outcome {
        /// The target took the message.
        DELIVERED,
        /// The target's answer came in.
        ANSWERED,
        /// The target is down or asked to wait: it certainly did not take the message.
        UNAVAILABLE,
        /// Bytes were sent and no valid answer came: the message may have been taken.
        UNKNOWN_OUTCOME,
        /// The target will never take the message.
        REFUSED,
        /// Given up without a call, for the reason in `detail`.
        PARKED,
        /// An admin moved it to the end of its lane.
        REDRIVEN,
        /// An admin gave it up for good.
        DISCARDED
    }
}
