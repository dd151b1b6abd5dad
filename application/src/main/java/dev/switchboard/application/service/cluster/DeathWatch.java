package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.HubRegistry.Sighting;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// Finds the hubs whose beat stands still, by this hub's own monotonic clock.
///
/// A hub is suspected after five successful looks, in a row and over 11 s, that saw the same beat.
/// A gap between the looks starts anew: during an outage of the store nobody beats, and a hub that
/// was frozen itself knows nothing of the others.
final class DeathWatch {

    static final Duration STILL = Duration.ofSeconds(11);
    static final Duration GAP = Duration.ofMillis(2500);
    static final int LOOKS = 5;

    private final Duration gap;
    private final int looks;
    private final AtomicReference<Looks> last =
            new AtomicReference<>(new Looks(0, Map.of(), List.of()));

    /// @param gap the longest pause between two looks
    /// @param looks how many looks must have seen the same beat
    DeathWatch(Duration gap, int looks) {
        this.gap = gap;
        this.looks = looks;
    }

    /// @param ended when the last look ended
    private record Looks(long ended, Map<HubId, Sight> sights, List<Sighting> all) {}

    /// @param since when the first look with this beat ended, in nanoseconds
    /// @param looks how many looks saw it
    private record Sight(long beat, long since, int looks) {}

    /// Returns the hubs that are suspected after this look.
    ///
    /// @param begun the beginning of the look, in nanoseconds
    List<Sighting> look(long begun, long ended, Collection<Sighting> seen) {
        Looks before = last.get();
        boolean anew = begun - before.ended() > gap.toNanos() || ended - begun > gap.toNanos();
        Map<HubId, Sight> now = new HashMap<>();
        for (Sighting sighting : seen) {
            HubId hub = sighting.hub().id();
            Sight known = anew ? null : before.sights().get(hub);
            now.put(
                    hub,
                    known == null || known.beat() != sighting.beat()
                            ? new Sight(sighting.beat(), ended, 1)
                            : new Sight(known.beat(), known.since(), known.looks() + 1));
        }
        last.set(new Looks(ended, now, List.copyOf(seen)));
        return seen.stream().filter(each -> isStill(now, each, begun)).toList();
    }

    private boolean isStill(Map<HubId, Sight> now, Sighting sighting, long begun) {
        Sight sight = now.get(sighting.hub().id());
        return sight != null && sight.looks() >= looks && begun - sight.since() >= STILL.toNanos();
    }

    /// Returns the time until a living hub may be suspected, if its next beat does not come; at
    /// most 11 s.
    ///
    /// @param now in nanoseconds
    Duration untilSuspicion(long now) {
        Looks known = last.get();
        return known.all().stream()
                .filter(each -> !each.dead())
                .map(each -> known.sights().get(each.hub().id()))
                .map(sight -> STILL.minusNanos(now - sight.since()))
                .filter(Duration::isPositive)
                .min(Duration::compareTo)
                .orElse(STILL);
    }

    /// A hub at the last look.
    ///
    /// @param still how long ago its last beat was seen
    record Seen(Hub hub, boolean dead, Duration still) {}

    /// @param now in nanoseconds
    List<Seen> seen(long now) {
        Looks known = last.get();
        return known.all().stream()
                .map(each -> {
                    Sight sight = known.sights().get(each.hub().id());
                    long since = sight == null ? now : sight.since();
                    Duration still = Duration.ofNanos(now - since);
                    return new Seen(each.hub(), each.dead(), still);
                })
                .toList();
    }

    /// The other hubs that lived at the last look.
    List<Hub> living() {
        return last.get().all().stream().filter(each -> !each.dead()).map(Sighting::hub).toList();
    }

    /// Returns the longest time for which this hub has seen the same beat of one of them.
    Duration longestStill(Collection<HubId> hubs) {
        return hubs.stream().map(this::stillFor).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /// Returns for how long this hub has seen the same beat of another one.
    Duration stillFor(HubId hub) {
        Looks known = last.get();
        Sight sight = known.sights().get(hub);
        return sight == null ? Duration.ZERO : Duration.ofNanos(known.ended() - sight.since());
    }
}
