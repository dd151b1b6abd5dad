package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.store.StoreUnavailableException;

/// A switch for the fakes that share it: while it is on, they behave like an unavailable store.
/// They throw, and nothing takes effect.
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
