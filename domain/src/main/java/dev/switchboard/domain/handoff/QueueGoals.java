package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The times for which a tenant lets the customers of a queue wait, 1 s to a day each, and for
/// which its agents may write a conversation up.
///
/// @param version 0 before the first change; rises with each
/// @param answerWithin until an agent has them; null if nobody says
/// @param replyWithin until an agent answers what they said; null if nobody says
/// @param wrapUp the time of a [WrapUp], at most an hour; null if nobody says, and there is none
public record QueueGoals(
        TenantId tenant,
        QueueId queue,
        long version,
        @Nullable Duration answerWithin,
        @Nullable Duration replyWithin,
        @Nullable Duration wrapUp) {

    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration LONGEST_WRAP_UP = Duration.ofHours(1);

    public QueueGoals {
        check("answer_within_s", answerWithin);
        check("reply_within_s", replyWithin);
        if (wrapUp != null && (wrapUp.isNegative() || wrapUp.compareTo(LONGEST_WRAP_UP) > 0)) {
            throw new InvalidValueException("wrap_up_s", Reason.INVALID);
        }
    }

    private static void check(String field, @Nullable Duration within) {
        if (within != null && (within.toSeconds() < 1 || within.compareTo(LONGEST) > 0)) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }

    /// The goals of a queue for which the tenant has never set any.
    public static QueueGoals none(TenantId tenant, QueueId queue) {
        return new QueueGoals(tenant, queue, 0, null, null, null);
    }
}
