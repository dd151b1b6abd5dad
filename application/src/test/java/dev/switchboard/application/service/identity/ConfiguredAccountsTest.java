package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.identity.AccountSource.ConfiguredAccount;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfiguredAccountsTest {

    private static final Username BOT = new Username("bot");
    private static final Secret PASSWORD = new Secret("the bot's own password");

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final ConfiguredAccounts configured =
            new ConfiguredAccounts(
                    accounts,
                    new KnownAccounts(accounts, () -> 0),
                    new FakePasswords(),
                    new RecordedActs(),
                    new SequentialIds(),
                    new MutableClock());

    private Account bot() {
        return accounts.find(BOT).orElseThrow();
    }

    private void storedWithout(Role role) {
        accounts.insert(new Account(BOT, hash(PASSWORD), Set.of(role), null, Instant.EPOCH, "r-1"));
    }

    private static Secret hash(Secret password) {
        return new FakePasswords().hash(password);
    }

    @Test
    void areMadeForTheirClient() {
        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));

        assertThat(bot().client()).isEqualTo("acme");
        assertThat(bot().roles()).containsExactly(Role.YALO);
    }

    @Test
    void stayAsTheyAre() {
        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));
        Account made = bot();

        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));

        assertThat(bot()).isEqualTo(made);
    }

    @Test
    void areToldTheirClientWhereItWasNotKept() {
        storedWithout(Role.YALO);

        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));

        assertThat(bot().client()).isEqualTo("acme");
        assertThat(bot().revision()).isNotEqualTo("r-1");
        assertThat(bot().createdAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void followTheSettingsToAnotherClientAndPassword() {
        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));

        configured.ensure(
                new ConfiguredAccount(BOT, new Secret("another password"), Role.YALO, "elektra"));

        assertThat(bot().client()).isEqualTo("elektra");
        assertThat(bot().passwordHash()).isEqualTo(hash(new Secret("another password")));
    }

    @Test
    void leaveWhoMayDoAnythingElseAlone() {
        storedWithout(Role.ADMIN);

        configured.ensure(new ConfiguredAccount(BOT, PASSWORD, Role.YALO, "acme"));

        assertThat(bot().client()).isNull();
        assertThat(bot().revision()).isEqualTo("r-1");
    }
}
