package dev.switchboard.application.service.delivery;

import java.util.concurrent.atomic.AtomicBoolean;

/// A turn that a line of lanes gives to one of them, from any thread. One that a run of the lane
/// leaves unused goes to the next in line.
final class LaneTurn {

    private final AtomicBoolean given = new AtomicBoolean();

    /// Only the run looks at it.
    private boolean unused;

    void give() {
        given.set(true);
    }

    /// A run begins.
    void begin() {
        unused = given.getAndSet(false);
    }

    /// @return whether there was one to use
    boolean use() {
        boolean was = unused;
        unused = false;
        return was;
    }
}
