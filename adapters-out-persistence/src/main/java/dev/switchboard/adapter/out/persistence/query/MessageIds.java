package dev.switchboard.adapter.out.persistence.query;

import dev.switchboard.domain.message.MessageId;
import java.time.Duration;
import java.time.Instant;

/// Ids rise with time, so what is too young for a query need not be read.
public final class MessageIds {

    /// The greatest difference between the time in an id and the time of acceptance.
    private static final Duration APART = Duration.ofHours(1);

    private MessageIds() {}

    /// Greater than the ids of all messages that were accepted before a moment.
    public static MessageId behind(Instant moment) {
        boolean far = moment.isAfter(Instant.MAX.minus(APART));
        return MessageId.firstAt(far ? moment : moment.plus(APART));
    }

    /// No message with a greater id was accepted before.
    public static Instant earliestBehind(MessageId id) {
        Instant earliest = id.assignedAt().minus(APART);
        return earliest.isBefore(Instant.EPOCH) ? Instant.EPOCH : earliest;
    }
}
