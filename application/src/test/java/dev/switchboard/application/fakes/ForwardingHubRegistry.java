package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.util.List;

/// Forwards every call. Tests override the methods that they want to see or change.
public class ForwardingHubRegistry implements HubRegistry {

    private final HubRegistry hubs;

    public ForwardingHubRegistry(HubRegistry hubs) {
        this.hubs = hubs;
    }

    @Override
    public void register(Hub hub) {
        hubs.register(hub);
    }

    @Override
    public boolean beat(HubId hub, TargetBulletin bulletin) {
        return hubs.beat(hub, bulletin);
    }

    @Override
    public List<Sighting> hubs() {
        return hubs.hubs();
    }

    @Override
    public boolean declareDead(HubId hub, long beat) {
        return hubs.declareDead(hub, beat);
    }

    @Override
    public void leave(HubId hub) {
        hubs.leave(hub);
    }

    @Override
    public void remove(HubId hub) {
        hubs.remove(hub);
    }
}
