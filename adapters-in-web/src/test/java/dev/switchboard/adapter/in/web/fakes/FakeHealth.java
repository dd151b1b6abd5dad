package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.health.WatchHealth;
import java.util.List;

/// A hub with the health that a test sets.
public final class FakeHealth implements WatchHealth {

    private static final Part WELL =
            new Part("store", State.UP, Seed.NOW, "writes are durable: fsync");

    private volatile List<Part> parts = List.of(WELL);

    /// The store comes first.
    public void set(Part... changed) {
        parts = List.of(changed);
    }

    public void heal() {
        parts = List.of(WELL);
    }

    @Override
    public Part store() {
        return parts.getFirst();
    }

    @Override
    public List<Part> parts() {
        return parts;
    }
}
