package dev.switchboard.application.service.message;

import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time that a channel usually takes to call back, and that of its present silence.
///
/// A wait begins with the first message that the channel takes after a callback, and ends with its
/// next callback, whichever message that answers. The longest wait counts as usual and is forgotten
/// by half every three days, so a channel whose people sleep is not silent each night.
///
/// @param waits how many have ended
/// @param longest the longest of them, as of `at`
/// @param taken the messages that it took in the present wait
/// @param since when the present wait began; null if there is none
/// @param answered the message that the last callback answered; null if it named none
record AnswerHabit(
        int waits,
        Duration longest,
        Instant at,
        int taken,
        @Nullable Instant since,
        @Nullable MessageId answered) {

    /// The answers after which a channel is known to call back.
    static final int TO_LEARN = 10;

    private static final int ENOUGH = 5;
    private static final int UNUSUAL = 2;
    private static final Duration HALF_LIFE = Duration.ofDays(3);

    static AnswerHabit unknown(Instant now) {
        return new AnswerHabit(0, Duration.ZERO, now, 0, null, null);
    }

    /// A channel may call back before its own reply says that it took the message.
    AnswerHabit took(MessageId message, Instant now) {
        return message.equals(answered)
                ? this
                : new AnswerHabit(
                        waits, longest, at, taken + 1, since == null ? now : since, answered);
    }

    AnswerHabit calledBack(@Nullable MessageId message, Instant now) {
        return since == null
                ? new AnswerHabit(waits, longest, at, 0, null, message)
                : new AnswerHabit(
                        waits + 1,
                        longer(Duration.between(since, now), usual(now)),
                        now,
                        0,
                        null,
                        message);
    }

    /// Returns the habit of a channel that answered so many messages earlier, nobody knows how
    /// soon: unless this hub has seen enough itself, a guess counts.
    AnswerHabit knownFor(int answers, Duration guess, Instant now) {
        return waits >= TO_LEARN || answers < TO_LEARN
                ? this
                : new AnswerHabit(TO_LEARN, longer(guess, usual(now)), now, taken, since, answered);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// The longest wait lately.
    Duration usual(Instant now) {
        double halves = (double) Duration.between(at, now).toSeconds() / HALF_LIFE.toSeconds();
        return Duration.ofMillis((long) (longest.toMillis() * Math.pow(0.5, halves)));
    }

    /// Whether the present wait is unusual for a channel that is known to call back.
    ///
    /// @param least a shorter wait is never unusual
    boolean isBroken(Instant now, Duration least) {
        Duration unusual = longer(least, usual(now).multipliedBy(UNUSUAL));
        return since != null
                && waits >= TO_LEARN
                && taken >= ENOUGH
                && Duration.between(since, now).compareTo(unusual) >= 0;
    }
}
