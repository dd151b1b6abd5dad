package dev.switchboard.domain.identity;

import static dev.switchboard.domain.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Username ADMIN = new Username("admin");

    @Test
    void hasARoleAtLeast() {
        assertRefused(
                () -> new Account(ADMIN, new Secret("hash"), Set.of(), Instant.EPOCH),
                "roles",
                Reason.MISSING);
    }

    @Test
    void changesItsPasswordOnly() {
        Account account = new Account(ADMIN, new Secret("old"), Set.of(Role.ADMIN), Instant.EPOCH);

        assertThat(account.withPasswordHash(new Secret("new")))
                .isEqualTo(
                        new Account(ADMIN, new Secret("new"), Set.of(Role.ADMIN), Instant.EPOCH));
    }

    @Test
    void printsNoPasswordHash() {
        Account account =
                new Account(ADMIN, new Secret("{bcrypt}x"), Set.of(Role.ADMIN), Instant.EPOCH);

        assertThat(account.toString()).contains("admin").doesNotContain("bcrypt");
    }
}
