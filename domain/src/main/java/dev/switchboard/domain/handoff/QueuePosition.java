package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Comparator;

/// A customer's position in a queue: those who were with an agent before go first, then those who
/// have waited longest.
///
/// @param readSeq the `seq` up to which the agent before has read the conversation; 0 if there was
///   none
public record QueuePosition(QueueId queue, int priority, Instant since, long readSeq)
        implements Comparable<QueuePosition> {

    /// A customer in the queue for the first time.
    public static final int USUAL = 0;

    /// A customer whose agent was lost or transferred them.
    public static final int RETURNED = 1;

    private static final Comparator<QueuePosition> ORDER =
            Comparator.comparingInt(QueuePosition::priority)
                    .reversed()
                    .thenComparing(QueuePosition::since);

    static QueuePosition first(QueueId queue, Instant now) {
        return new QueuePosition(queue, USUAL, now, 0);
    }

    static QueuePosition returned(QueueId queue, Instant now, long readSeq) {
        return new QueuePosition(queue, RETURNED, now, readSeq);
    }

    /// The same position in another queue.
    public QueuePosition in(QueueId other) {
        return new QueuePosition(other, priority, since, readSeq);
    }

    @Override
    public int compareTo(QueuePosition other) {
        return ORDER.compare(this, other);
    }
}
