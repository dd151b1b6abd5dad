package dev.switchboard.adapter.in.socket.identity;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accounts that are as they were, but for those that a test changes.
public final class FakeStanding implements AccountStandings {

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile Standing others = Standing.GOOD;
    private volatile boolean away;

    /// What was granted to this revision holds no more.
    public void end(String revision) {
        ended.add(revision);
    }

    /// What is said of all others from now on.
    public void others(Standing standing) {
        others = standing;
    }

    public void storeAway(boolean whether) {
        away = whether;
    }

    @Override
    public Standing check(String username, String revision) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        return ended.contains(revision) ? Standing.ENDED : others;
    }
}
