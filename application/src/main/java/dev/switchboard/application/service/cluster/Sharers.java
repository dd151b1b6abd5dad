package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.HubRegistry.Sighting;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The living hubs that share the table.
///
/// @param all of them, this one included; none if this one shares with nobody
/// @param staying those that are not about to end, and so may get something
record Sharers(Set<HubId> all, Set<HubId> staying) {

    static final Sharers NONE = new Sharers(Set.of(), Set.of());

    Sharers {
        all = Set.copyOf(all);
        staying = Set.copyOf(staying);
    }

    /// @param ending whether this hub is about to end
    static Sharers of(Hub me, boolean ending, List<Sighting> seen, Set<HubId> dead) {
        if (me.peerAddress() == null) {
            return NONE;
        }
        Set<HubId> all = new HashSet<>(Set.of(me.id()));
        Set<HubId> leaving = new HashSet<>(ending ? Set.of(me.id()) : Set.of());
        for (Sighting each : seen) {
            HubId hub = each.hub().id();
            if (!each.dead() && !dead.contains(hub) && me.sharesWith(each.hub())) {
                all.add(hub);
                if (each.leaving()) {
                    leaving.add(hub);
                }
            }
        }
        Set<HubId> staying = new HashSet<>(all);
        staying.removeAll(leaving);
        return new Sharers(all, staying);
    }

    /// Whether this hub shares with nobody, and takes all or nothing.
    boolean isEmpty() {
        return all.isEmpty();
    }
}
