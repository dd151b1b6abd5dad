package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Comparator;

/// A customer's position in a queue: those who were with an agent before go first, then those who
/// have waited longest.
public record QueuePosition(QueueId queue, int priority, Instant since)
        implements Comparable<QueuePosition> {

    /// A customer in the queue for the first time.
    public static final int USUAL = 0;

    /// A customer whose agent was lost or transferred them.
    public static final int RETURNED = 1;

    private static final Comparator<QueuePosition> ORDER =
            Comparator.comparingInt(QueuePosition::priority)
                    .reversed()
                    .thenComparing(QueuePosition::since);

    /// The same position in another queue.
    public QueuePosition in(QueueId other) {
        return new QueuePosition(other, priority, since);
    }

    @Override
    public int compareTo(QueuePosition other) {
        return ORDER.compare(this, other);
    }
}
