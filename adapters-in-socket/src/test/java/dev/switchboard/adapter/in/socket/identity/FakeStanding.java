package dev.switchboard.adapter.in.socket.identity;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Accounts that are unchanged, except those that a test ends.
public final class FakeStanding implements AccountStandings {

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile Standing others = Standing.GOOD;
    private volatile boolean away;

    /// Ends all rights that were granted to this revision.
    public void end(String revision) {
        ended.add(revision);
    }

    /// Sets the answer for all other accounts.
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
