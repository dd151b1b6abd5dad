package dev.switchboard.application.service.delivery;

import dev.switchboard.application.port.in.delivery.WatchLanes;

/// Tells how busy the lanes are.
public final class LaneWatch implements WatchLanes {

    private final Lanes lanes;
    private final PendingCounts pending;

    public LaneWatch(Lanes lanes, PendingCounts pending) {
        this.lanes = lanes;
        this.pending = pending;
    }

    @Override
    public Load load() {
        return new Load(lanes.count(), lanes.countWaiting(), pending.all(), lanes.oldest());
    }
}
