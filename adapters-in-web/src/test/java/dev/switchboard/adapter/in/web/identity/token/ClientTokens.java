package dev.switchboard.adapter.in.web.identity.token;

import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/// Good tokens that name a client, whoever is configured.
public final class ClientTokens {

    private final SigningKey key;
    private final Ids ids;
    private final Clock clock;

    ClientTokens(SigningKey key, Ids ids, Clock clock) {
        this.key = key;
        this.ids = ids;
        this.clock = clock;
    }

    public String of(String client, Role role) {
        Account account =
                new Account(
                        new Username("tester"),
                        new Secret("unused"),
                        Set.of(role),
                        null,
                        clock.instant(),
                        "r-1");
        return new NimbusAccessTokens(key.pair(), _ -> client, ids)
                .mint(account, clock.instant(), Duration.ofHours(1))
                .reveal();
    }
}
