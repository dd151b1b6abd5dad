package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import java.util.List;

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
                lanes.count(),
                lanes.countWaiting(),
                pending.all(),
                lanes.oldest(),
                recovery.stalledSince());
    }

    @Override
    public List<Trouble> troubled() {
        return gates.troubled();
    }
}
