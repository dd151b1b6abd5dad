package dev.switchboard.application.service.cluster;

import dev.switchboard.application.port.out.cluster.HubRegistry.Sighting;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.delivery.TargetBulletin;
import dev.switchboard.domain.delivery.TargetChange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// The bulletins of all hubs. This hub's own goes out with its beats, and those of the others come
/// with the looks at theirs, so they cost no command of their own.
final class TargetBulletins {

    private final AtomicReference<TargetBulletin> own = new AtomicReference<>(TargetBulletin.NONE);

    /// The number up to which the bulletin of each other hub was read.
    private final Map<HubId, Long> read = new ConcurrentHashMap<>();

    private final List<TargetListener> listeners = new CopyOnWriteArrayList<>();

    void listen(TargetListener listener) {
        listeners.add(listener);
    }

    void post(TargetChange change) {
        own.updateAndGet(now -> now.with(change));
    }

    TargetBulletin own() {
        return own.get();
    }

    /// Tells the listeners what is new.
    void read(List<Sighting> others) {
        others.forEach(each -> read(each.hub().id(), each.bulletin()));
        read.keySet()
                .retainAll(
                        others.stream().map(each -> each.hub().id()).collect(Collectors.toSet()));
    }

    private void read(HubId hub, TargetBulletin bulletin) {
        long known = read.getOrDefault(hub, 0L);
        if (bulletin.number() <= known) {
            return;
        }
        read.put(hub, bulletin.number());
        bulletin.after(known)
                .ifPresentOrElse(
                        changes ->
                                changes.forEach(change ->
                                        listeners.forEach(listener -> listener.changed(change))),
                        () -> listeners.forEach(TargetListener::missed));
    }
}
