package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.RecordedActs;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.out.identity.KeptPassword;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirstAdminTest {

    private static final Secret EARLIER = new Secret("made by an earlier start");
    private static final Secret CHOSEN = new Secret("chosen by the operator");

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final RecordedActs audit = new RecordedActs();
    private final SequentialIds ids = new SequentialIds();
    private final FirstAdmin admin =
            new FirstAdmin(
                    new AccountService(
                            accounts,
                            new KnownAccounts(accounts, () -> 0),
                            _ -> {},
                            new FakePasswords(),
                            ids,
                            new MutableClock()),
                    new FakePasswords(),
                    audit,
                    ids);
    private final File file = new File();

    private static final class File implements KeptPassword {

        private @Nullable Secret content;
        private Runnable beforeItIsKept = () -> {};

        @Override
        public Optional<Secret> find() {
            return Optional.ofNullable(content);
        }

        @Override
        public void keep(Secret password) {
            beforeItIsKept.run();
            content = password;
        }

        @Override
        public void forget() {
            content = null;
        }
    }

    private Secret hash() {
        return accounts.find(FirstAdmin.ADMIN).orElseThrow().passwordHash();
    }

    private static Secret hashOf(Secret password) {
        return new FakePasswords().hash(password);
    }

    private void storedWith(Secret password) {
        accounts.insert(
                new Account(
                        FirstAdmin.ADMIN,
                        hashOf(password),
                        Set.of(Role.ADMIN),
                        null,
                        Instant.EPOCH,
                        "r-1"));
    }

    @Test
    void hasThePasswordThatIsKept() {
        Secret shown = admin.ensure(null, file).orElseThrow();

        assertThat(file.find()).contains(shown);
        assertThat(hash()).isEqualTo(hashOf(shown));
        assertThat(audit.lines())
                .containsExactly(
                        "begin switchboard account.create admin", "end account.create DONE");
    }

    @Test
    void hasTheChosenPasswordWhichIsKeptNowhere() {
        file.keep(EARLIER);

        assertThat(admin.ensure(CHOSEN, file)).isEmpty();

        assertThat(hash()).isEqualTo(hashOf(CHOSEN));
        assertThat(file.find()).isEmpty();
    }

    @Test
    void getsThePasswordOfAStartThatEndedBeforeItWasStored() {
        file.keep(EARLIER);

        assertThat(admin.ensure(null, file)).contains(EARLIER);

        assertThat(hash()).isEqualTo(hashOf(EARLIER));
    }

    @Test
    void isShownThePasswordOfAStartThatDidNotHearThatItWasStored() {
        file.keep(EARLIER);
        storedWith(EARLIER);

        assertThat(admin.ensure(null, file)).contains(EARLIER);

        assertThat(file.find()).contains(EARLIER);
    }

    @Test
    void isNotMadeIfThePasswordCannotBeKept() {
        file.beforeItIsKept =
                () -> {
                    throw new IllegalStateException("full");
                };

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> admin.ensure(null, file));

        assertThat(accounts.list()).isEmpty();
        assertThat(audit.lines()).isEmpty();
    }

    @Test
    void isNotMadeIfTheAuditDoesNotAnswer() {
        audit.goAway();

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> admin.ensure(null, file));

        assertThat(accounts.list()).isEmpty();
        assertThat(file.find()).isPresent();
    }

    @Test
    void ofAnotherHubThatWasFasterHasAnotherPassword() {
        file.beforeItIsKept = () -> storedWith(EARLIER);

        assertThat(admin.ensure(null, file)).isEmpty();

        assertThat(hash()).isEqualTo(hashOf(EARLIER));
        assertThat(file.find()).isEmpty();
    }
}
