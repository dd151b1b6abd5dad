package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.identity.CheckStanding;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Everything stands until a test ends it.
public final class FakeStanding implements CheckStanding {

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    /// From now on nothing stands that was granted to this revision.
    public void end(String username, String revision) {
        ended.add(username + " " + revision);
    }

    /// From now on nobody can tell.
    public void leave() {
        away = true;
    }

    @Override
    public Standing check(String username, String revision) {
        if (away) {
            throw new StoreUnavailableException("away");
        }
        return ended.contains(username + " " + revision) ? Standing.ENDED : Standing.GOOD;
    }
}
