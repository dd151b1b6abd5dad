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
    private static final OrgIdentity ANN = new OrgIdentity("12345", 67890);

    @Test
    void hasARoleAtLeast() {
        assertRefused(
                () -> new Account(ADMIN, new Secret("hash"), Set.of(), null, Instant.EPOCH, "r-1"),
                "roles",
                Reason.MISSING);
    }

    @Test
    void changesItsPasswordRolesOrIdentityAndItsRevision() {
        Secret old = new Secret("old");
        Secret fresh = new Secret("new");
        Account account = new Account(ADMIN, old, Set.of(Role.ADMIN), ANN, Instant.EPOCH, "r-1");

        assertThat(account.withPasswordHash(fresh, "r-2"))
                .isEqualTo(
                        new Account(ADMIN, fresh, Set.of(Role.ADMIN), ANN, Instant.EPOCH, "r-2"));
        assertThat(account.withRoles(Set.of(Role.AGENT), "r-2"))
                .isEqualTo(new Account(ADMIN, old, Set.of(Role.AGENT), ANN, Instant.EPOCH, "r-2"));
        assertThat(account.withIdentity(null, "r-2"))
                .isEqualTo(new Account(ADMIN, old, Set.of(Role.ADMIN), null, Instant.EPOCH, "r-2"));
    }

    @Test
    void printsNoPasswordHash() {
        Account account =
                new Account(
                        ADMIN,
                        new Secret("{bcrypt}x"),
                        Set.of(Role.ADMIN),
                        ANN,
                        Instant.EPOCH,
                        "r-1");

        assertThat(account.toString()).contains("admin").doesNotContain("bcrypt");
    }
}
