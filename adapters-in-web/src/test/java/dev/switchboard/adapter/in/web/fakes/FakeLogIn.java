package dev.switchboard.adapter.in.web.fakes;

import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.domain.secret.Secret;

/// Knows one user: `ada`, with the password `right`.
public final class FakeLogIn implements LogIn {

    @Override
    public Result logIn(String username, Secret password) {
        return username.equals("ada") && password.reveal().equals("right")
                ? new Result.Granted(new Secret("a-token"), "r-1")
                : new Result.Refused();
    }
}
