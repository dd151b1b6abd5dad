package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.out.store.StoreHealth;

/// A store that is as well as a test says, and counts who asks.
public final class FakeStoreHealth implements StoreHealth {

    private volatile Condition condition = new Condition.Ready("fsync");
    private volatile int looks;

    public void set(Condition changed) {
        condition = changed;
    }

    public int looks() {
        return looks;
    }

    @Override
    public synchronized Condition check() {
        looks++;
        return condition;
    }
}
