package dev.switchboard.application.service.presence;

import dev.switchboard.application.service.presence.OpenOrganisations.OrganisationListener;
import dev.switchboard.domain.cluster.PartitionKey;
import dev.switchboard.domain.cluster.Partitions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The organisations and desks that came to this hub not long ago. Agents who were signed in before
/// may still come back to it.
final class RecentMoves implements OrganisationListener {

    private final Clock clock;
    private final Duration recent;
    private final List<Move> moves = new CopyOnWriteArrayList<>();

    /// Everything counts as moved now, because the process begins.
    ///
    /// @param recent how long ago a recent move may be
    RecentMoves(Clock clock, Duration recent) {
        this.clock = clock;
        this.recent = recent;
        moved(Partitions.ALL);
    }

    private record Move(Partitions some, Instant end) {

        boolean isRecent(Instant now) {
            return now.isBefore(end);
        }
    }

    @Override
    public void moved(Partitions some) {
        Instant now = clock.instant();
        moves.removeIf(move -> !move.isRecent(now));
        moves.add(new Move(some, now.plus(recent)));
    }

    /// Returns when a move is not recent any more; empty if there was no recent one.
    Optional<Instant> end(PartitionKey key) {
        Instant now = clock.instant();
        return moves.stream()
                .filter(move -> move.isRecent(now) && move.some().contains(key))
                .map(Move::end)
                .max(Instant::compareTo);
    }
}
