package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.delivery.TargetBulletin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [HubRegistry] in memory.
public final class InMemoryHubRegistry implements HubRegistry {

    private static final HubProtocol UNKNOWN = new HubProtocol(0, 0);

    private final Map<HubId, Sighting> hubs = new LinkedHashMap<>();
    private final Outage outage;

    public InMemoryHubRegistry() {
        this(new Outage());
    }

    public InMemoryHubRegistry(Outage outage) {
        this.outage = outage;
    }

    @Override
    public synchronized void register(Hub hub) {
        outage.check();
        Sighting first = new Sighting(hub, FIRST_BEAT, false, false, TargetBulletin.NONE);
        if (hubs.putIfAbsent(hub.id(), first) != null) {
            throw new IllegalArgumentException("Not a new id: " + hub.id());
        }
    }

    @Override
    public synchronized boolean beat(HubId hub, TargetBulletin bulletin) {
        outage.check();
        Sighting known = hubs.get(hub);
        if (known == null || known.dead()) {
            return false;
        }
        hubs.put(
                hub, new Sighting(known.hub(), known.beat() + 1, false, known.leaving(), bulletin));
        return true;
    }

    @Override
    public synchronized List<Sighting> hubs() {
        outage.check();
        return List.copyOf(hubs.values());
    }

    @Override
    public synchronized boolean declareDead(HubId hub, long beat) {
        outage.check();
        Sighting known = hubs.get(hub);
        if (known == null) {
            if (beat == 0) {
                hubs.put(
                        hub,
                        new Sighting(
                                new Hub(hub, "", "", "", UNKNOWN, null, null),
                                0,
                                true,
                                false,
                                TargetBulletin.NONE));
            }
            return beat == 0;
        }
        if (known.beat() == beat) {
            hubs.put(hub, new Sighting(known.hub(), beat, true, known.leaving(), known.bulletin()));
        }
        return hubs.getOrDefault(hub, known).dead();
    }

    @Override
    public synchronized void leave(HubId hub) {
        outage.check();
        hubs.computeIfPresent(
                hub,
                (_, known) -> {
                    Hub open = known.hub();
                    Hub closed =
                            new Hub(
                                    open.id(),
                                    open.name(),
                                    open.address(),
                                    open.version(),
                                    open.protocol(),
                                    null,
                                    open.peerAddress());
                    return new Sighting(closed, known.beat(), known.dead(), true, known.bulletin());
                });
    }

    @Override
    public synchronized void remove(HubId hub) {
        outage.check();
        hubs.remove(hub);
    }
}
