package dev.switchboard.application.service.health;

import dev.switchboard.application.port.in.health.FollowHealth;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Compares the hub's health with that of the look before, and tells watchers what is new.
public final class HealthNews implements FollowHealth {

    private final WatchHealth health;
    private final AtomicReference<List<Part>> seen = new AtomicReference<>(List.of());
    private final Map<Object, Consumer<List<Part>>> watchers = new LinkedHashMap<>();

    public HealthNews(WatchHealth health) {
        this.health = health;
    }

    /// Looks at all parts. To be called every few seconds, by one caller.
    public void look() {
        tell(List.copyOf(health.parts()));
    }

    private synchronized void tell(List<Part> parts) {
        if (!parts.equals(seen.getAndSet(parts))) {
            watchers.values().forEach(watcher -> watcher.accept(parts));
        }
    }

    @Override
    public synchronized Runnable watch(Consumer<List<Part>> watcher) {
        Object key = new Object();
        watchers.put(key, watcher);
        List<Part> parts = seen.get();
        if (!parts.isEmpty()) {
            watcher.accept(parts);
        }
        return () -> leave(key);
    }

    private synchronized void leave(Object key) {
        watchers.remove(key);
    }
}
