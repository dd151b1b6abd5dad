package dev.switchboard.application.service.health;

import dev.switchboard.application.port.in.health.FollowHealth;
import dev.switchboard.application.port.in.health.WatchHealth;
import dev.switchboard.application.port.in.health.WatchHealth.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Compares the hub's health with that of the look before, and tells watchers what is new.
public final class HealthNews implements FollowHealth {

    private final WatchHealth health;
    private final AtomicReference<List<Part>> seen = new AtomicReference<>(List.of());
    private final List<Consumer<List<Part>>> watchers = new ArrayList<>();

    public HealthNews(WatchHealth health) {
        this.health = health;
    }

    /// Looks at all parts. To be called every few seconds, by one caller.
    public void look() {
        tell(List.copyOf(health.parts()));
    }

    private synchronized void tell(List<Part> parts) {
        if (!parts.equals(seen.getAndSet(parts))) {
            watchers.forEach(watcher -> watcher.accept(parts));
        }
    }

    @Override
    public synchronized Runnable watch(Consumer<List<Part>> watcher) {
        watchers.add(watcher);
        List<Part> parts = seen.get();
        if (!parts.isEmpty()) {
            watcher.accept(parts);
        }
        return () -> leave(watcher);
    }

    private synchronized void leave(Consumer<List<Part>> watcher) {
        watchers.remove(watcher);
    }
}
