package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.store.StoreUnavailableException;

/// A switch that makes the fakes which share it behave like a store that is away: they throw, and
/// nothing takes effect.
public final class Outage {
    private volatile boolean away;

    public void begin() {
        away = true;
    }

    public void end() {
        away = false;
    }

    boolean lasts() {
        return away;
    }

    void check() {
        if (away) {
            throw unavailable();
        }
    }

    StoreUnavailableException unavailable() {
        return new StoreUnavailableException("switched off by the test");
    }
}
