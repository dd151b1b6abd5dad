package dev.switchboard.application.service.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.in.identity.LogIn.Result;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditedLogInTest {

    private static final Secret RIGHT = new Secret("right");

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final RecordedActs audit = new RecordedActs();
    private final LogIn logIn =
            new AuditedLogIn(
                    (_, password) ->
                            password.equals(RIGHT)
                                    ? new Result.Granted(new Secret("token"), "r-1")
                                    : new Result.Refused(),
                    accounts,
                    audit);

    @BeforeEach
    void withAnAccount() {
        accounts.insert(
                new Account(
                        new Username("ada"),
                        new Secret("hash"),
                        Set.of(Role.ADMIN),
                        null,
                        Seed.NOW,
                        "r-1"));
    }

    @Test
    void recordsWhoLoggedIn() {
        assertThat(logIn.logIn("ada", RIGHT)).isInstanceOf(Result.Granted.class);

        assertThat(audit.lines()).containsExactly("ada log_in ada");
    }

    @Test
    void recordsWhoTriedTo() {
        assertThat(logIn.logIn("ada", new Secret("wrong"))).isInstanceOf(Result.Refused.class);

        assertThat(audit.lines()).containsExactly("ada log_in ada");
    }

    @Test
    void writesNoPasswordThatWasTypedAsAName() {
        logIn.logIn("correct horse battery staple", new Secret("wrong"));
        logIn.logIn("hunter2", new Secret("wrong"));

        assertThat(audit.lines())
                .containsExactly("unknown log_in unknown", "unknown log_in unknown");
    }
}
