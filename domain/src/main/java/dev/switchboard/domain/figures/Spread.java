package dev.switchboard.domain.figures;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Durations by nearest rank: so each of both is one that was measured.
///
/// @param half half of them lasted no longer; null if there were none
/// @param most nine of ten lasted no longer; null if there were none
public record Spread(@Nullable Duration half, @Nullable Duration most) {

    private static final int TENTHS = 10;

    static Spread of(Collection<Duration> all) {
        List<Duration> sorted = all.stream().sorted().toList();
        return sorted.isEmpty()
                ? new Spread(null, null)
                : new Spread(rank(sorted, 5), rank(sorted, 9));
    }

    private static Duration rank(List<Duration> sorted, int tenths) {
        return sorted.get(Math.ceilDiv(sorted.size() * tenths, TENTHS) - 1);
    }
}
