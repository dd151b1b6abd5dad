package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.delivery.WatchLanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Lanes without work, to targets of which some may be away.
public final class FakeLanes implements WatchLanes {

    public final List<TargetOutage> outages = new ArrayList<>();

    @Override
    public Load load() {
        return new Load(0, 0, Map.of(), Map.of(), null);
    }

    @Override
    public List<TargetOutage> outages() {
        return List.copyOf(outages);
    }
}
