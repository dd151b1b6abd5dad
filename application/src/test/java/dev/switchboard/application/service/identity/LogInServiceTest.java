package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakeAccessTokens;
import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
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
                    _ -> {},
                    passwords,
                    new SequentialIds(),
                    clock);
    private final RecordedActs audit = new RecordedActs();
    private final LogInService service =
            new LogInService(accounts, passwords, new FakeAccessTokens(), audit, clock);

    @BeforeEach
    void makeAccounts() {
        keeper.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);
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

    @Test
    void recordsWhoLoggedIn() {
        service.logIn("ada", PASSWORD);

        assertThat(audit.lines()).containsExactly("ada log_in ada");
    }

    @Test
    void recordsWhoTriedTo() {
        service.logIn("ada", new Secret("wrong"));

        assertThat(audit.lines()).containsExactly("ada log_in ada");
    }

    @Test
    void writesNoPasswordThatWasTypedAsAName() {
        service.logIn("correct horse battery staple", new Secret("wrong"));
        service.logIn("hunter2", new Secret("wrong"));

        assertThat(audit.lines())
                .containsExactly("unknown log_in unknown", "unknown log_in unknown");
    }
}
