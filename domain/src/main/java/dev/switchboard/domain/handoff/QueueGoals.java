package dev.switchboard.domain.handoff;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// For how long a tenant lets the customers of a queue wait: 1 s to a day each.
///
/// @param version 0 before the first change; rises with each
/// @param answerWithin until an agent has them; null if nobody says
/// @param replyWithin until an agent answers what they said; null if nobody says
public record QueueGoals(
        TenantId tenant,
        QueueId queue,
        long version,
        @Nullable Duration answerWithin,
        @Nullable Duration replyWithin) {

    private static final Duration LONGEST = Duration.ofDays(1);

    public QueueGoals {
        check("answer_within_s", answerWithin);
        check("reply_within_s", replyWithin);
    }

    private static void check(String field, @Nullable Duration within) {
        if (within != null && (within.toSeconds() < 1 || within.compareTo(LONGEST) > 0)) {
            throw new InvalidValueException(field, Reason.INVALID);
        }
    }

    /// Of a queue for which the tenant has never said any.
    public static QueueGoals none(TenantId tenant, QueueId queue) {
        return new QueueGoals(tenant, queue, 0, null, null);
    }
}
