package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Knows one user: `ada`, with the password `right`.
public final class FakeLogIn implements LogIn {

    private final Set<String> removed = ConcurrentHashMap.newKeySet();

    @Override
    public Result logIn(String username, Secret password) {
        return username.equals("ada") && password.reveal().equals("right")
                ? new Result.Granted(new Secret("a-token"))
                : new Result.Refused();
    }

    /// From now on nothing that was granted to this user stands.
    public void remove(String username) {
        removed.add(username);
    }

    @Override
    public Standing standing(String username, Instant granted) {
        return removed.contains(username) ? Standing.ENDED : Standing.GOOD;
    }
}
