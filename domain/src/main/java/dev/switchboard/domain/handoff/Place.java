package dev.switchboard.domain.handoff;

import java.time.Instant;
import java.util.Comparator;

/// Where somebody stands in a queue: who was with an agent before goes first, then who has waited
/// longest.
public record Place(QueueId queue, int priority, Instant since) implements Comparable<Place> {

    /// Who comes for the first time.
    public static final int USUAL = 0;

    /// Who was with an agent and lost them, or was sent on by them.
    public static final int RETURNED = 1;

    private static final Comparator<Place> ORDER =
            Comparator.comparingInt(Place::priority).reversed().thenComparing(Place::since);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
