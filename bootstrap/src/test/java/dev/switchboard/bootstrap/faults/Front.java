package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubClient;
import java.net.URI;
import java.util.List;

/// The hubs of a run as their callers know them: a call goes to any of them.
final class Front {

    private final List<HubClient> hubs;
    private final Door door;
    private final Chance chance;

    /// @param hubs with the caller's token
    Front(List<HubClient> hubs, Chance chance) {
        this.hubs = List.copyOf(hubs);
        this.door = new Door(hubs.stream().map(HubClient::url).toArray(URI[]::new));
        this.chance = chance;
    }

    HubClient any() {
        return hubs.get(chance.below(hubs.size()));
    }

    /// The door of all hubs together.
    Door door() {
        return door;
    }
}
