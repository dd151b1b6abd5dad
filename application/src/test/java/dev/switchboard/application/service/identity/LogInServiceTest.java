package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeAccessTokens;
import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.LogIn.Result;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogInServiceTest {

    private static final Username ADA = new Username("ada");
    private static final Secret PASSWORD = new Secret("twelve chars");

    private final MutableClock clock = new MutableClock();
    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final FakePasswords passwords = new FakePasswords();
    private final AccountService keeper =
            new AccountService(
                    accounts,
                    new KnownAccounts(accounts, () -> 0),
                    passwords,
                    new SequentialIds(),
                    clock);
    private final LogInService service =
            new LogInService(accounts, passwords, new FakeAccessTokens(), clock);

    @BeforeEach
    void makeAccounts() {
        keeper.create(ADA, PASSWORD, Set.of(Role.SERVICE), null);
    }

    @Test
    void grantsATokenForThePassword() {
        assertThat(service.logIn("ada", PASSWORD)).isInstanceOf(Result.Granted.class);
    }

    @Test
    void refusesAnotherPasswordAndAnotherName() {
        Secret wrong = new Secret("another word");

        assertThat(service.logIn("ada", wrong)).isInstanceOf(Result.Refused.class);
        assertThat(service.logIn("bob", PASSWORD)).isInstanceOf(Result.Refused.class);
        assertThat(service.logIn("no name at all", PASSWORD)).isInstanceOf(Result.Refused.class);
    }
}
