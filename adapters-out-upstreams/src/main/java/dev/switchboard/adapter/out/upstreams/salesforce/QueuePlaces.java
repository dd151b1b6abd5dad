package dev.switchboard.adapter.out.upstreams.salesforce;

import dev.switchboard.domain.desk.DeskEvent.Queued;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which places in a queue a user is told: another one than before, once a minute at most. Used by
/// one thread.
final class QueuePlaces {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    private @Nullable Integer told;
    private Instant toldAt = Instant.MIN;

    boolean isNews(Queued queued, Instant now) {
        Integer place = queued.position();
        if (place == null || place.equals(told) || now.isBefore(toldAt.plus(BETWEEN))) {
            return false;
        }
        told = place;
        toldAt = now;
        return true;
    }
}
