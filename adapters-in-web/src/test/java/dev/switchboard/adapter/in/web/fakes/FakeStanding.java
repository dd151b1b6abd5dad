package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.identity.AccountStandings;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.MarkedSecret.Mark;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Accounts and keys that are valid until a test ends them.
public final class FakeStanding implements AccountStandings {

    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private volatile boolean away;
    private volatile @Nullable AccountStandings keys;

    /// Delegates keys to these standings.
    void leaveKeysTo(AccountStandings others) {
        keys = others;
    }

    /// Ends all rights that were granted to this revision.
    public void end(String username, String revision) {
        ended.add(username + " " + revision);
    }

    /// From now on the current state is unknown.
    public void leave() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public Standing check(String username, String revision) {
        AccountStandings others = keys;
        if (others != null && Mark.API_KEY.isOn(revision)) {
            return others.check(username, revision);
        }
        String account = username + " " + revision;
        if (away) {
            if (known.contains(account)) {
                return Standing.WAS_GOOD;
            }
            throw new StoreUnavailableException("away");
        }
        known.add(account);
        return ended.contains(account) ? Standing.ENDED : Standing.GOOD;
    }
}
