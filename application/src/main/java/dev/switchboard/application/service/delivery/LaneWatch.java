package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Reports the load of the lanes.
final class LaneWatch implements WatchLanes {

    private final Lanes lanes;
    private final PendingCounts pending;

    private final TargetLimiters gates;
    private final Recovery recovery;

    LaneWatch(Lanes lanes, PendingCounts pending, TargetLimiters gates, Recovery recovery) {
        this.lanes = lanes;
        this.pending = pending;
        this.gates = gates;
        this.recovery = recovery;
    }

    @Override
    public Load load() {
        return new Load(
                lanes.all().size(),
                (int) lanes.all().stream().filter(Lane::waiting).count(),
                pending.all(),
                oldest(),
                recovery.stalledSince());
    }

    /// Returns the time since which the oldest delivery in a lane's memory is owed, by kind of
    /// target; without kinds that have none.
    private Map<Target.Kind, Instant> oldest() {
        Map<Target.Kind, Instant> oldest = new EnumMap<>(Target.Kind.class);
        for (Lane lane : lanes.all()) {
            Instant since = lane.owedSince();
            if (since != null) {
                oldest.merge(lane.key().target().kind(), since, (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return oldest;
    }

    @Override
    public List<TargetOutage> outages() {
        return gates.outages();
    }
}
