package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.identity.AccessTokens;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;

/// Readable tokens: name, sorted roles and expiry, separated by a blank.
public final class FakeAccessTokens implements AccessTokens {
    @Override
    public Secret mint(Account account, Instant now) {
        String roles = account.roles().stream().sorted().toList().toString();
        return new Secret(account.username() + " " + roles + " " + now.plus(LIFE));
    }
}
