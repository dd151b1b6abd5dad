package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.AccountStandings.Standing;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Password;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Roles;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two hubs share a store; `here` is the tested one.
class KnownAccountsTest {

    private static final Username ADA = new Username("ada");
    private static final Secret PASSWORD = new Secret("twelve chars");

    private final Outage outage = new Outage();
    private final Counting stored = new Counting(new InMemoryAccounts(outage));
    private final AtomicLong nanos = new AtomicLong(-5);
    private final SequentialIds ids = new SequentialIds();
    private final KnownAccounts here = new KnownAccounts(stored, nanos::get);
    private final AccountService keeper = keeper(here);
    private final AccountService elsewhere = keeper(new KnownAccounts(stored, nanos::get));
    private String revision;

    @BeforeEach
    void knowAda() {
        keeper.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);
        keeper.create(new Username("root"), PASSWORD, Set.of(Role.ADMIN), null, null);
        here.read();
        revision = revision();
        stored.finds.set(0);
    }

    @Test
    void asksNoStoreForWhatItKnows() {
        for (int i = 0; i < 100; i++) {
            assertThat(check()).isEqualTo(Standing.GOOD);
        }

        assertThat(stored.finds).hasValue(0);
    }

    @Test
    void knowsAtOnceWhatWasChangedHere() {
        keeper.change(ADA, new Password(new Secret("another word")), null);
        assertThat(check()).isEqualTo(Standing.ENDED);

        revision = revision();
        keeper.change(ADA, new Roles(Set.of(Role.AGENT)), null);
        assertThat(check()).isEqualTo(Standing.ENDED);

        revision = revision();
        keeper.remove(ADA);
        assertThat(check()).isEqualTo(Standing.ENDED);
    }

    @Test
    void tellsALaterAccountOfTheSameNameFromTheFirst() {
        keeper.remove(ADA);
        keeper.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);
        assertThat(check()).isEqualTo(Standing.ENDED);

        here.read();
        assertThat(check()).isEqualTo(Standing.ENDED);
        assertThat(here.check("ada", revision())).isEqualTo(Standing.GOOD);
    }

    @Test
    void knowsWhatAnotherHubChangedOnceItHasReadAgain() {
        elsewhere.remove(ADA);

        here.read();

        assertThat(check()).isEqualTo(Standing.ENDED);
    }

    @Test
    void takesAtOnceWhatAnotherHubGranted() {
        elsewhere.change(ADA, new Password(new Secret("another word")), null);
        elsewhere.create(new Username("bob"), PASSWORD, Set.of(Role.SERVICE), null, null);
        String bobs = stored.find(new Username("bob")).orElseThrow().revision();

        assertThat(here.check("ada", revision())).isEqualTo(Standing.GOOD);
        assertThat(here.check("bob", bobs)).isEqualTo(Standing.GOOD);
    }

    @Test
    void believesNoReadingThatAChangeOvertook() {
        stored.afterListing.add(() -> keeper.remove(ADA));

        here.read();

        assertThat(check()).isEqualTo(Standing.ENDED);
    }

    @Test
    void believesNothingOfAnAccountWhoseChangeMayHaveFailed() {
        stored.afterReplacing.add(() -> {
            throw new StoreUnavailableException("done, but not answered");
        });

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(
                        () -> keeper.change(ADA, new Password(new Secret("another word")), null));

        assertThat(check()).isEqualTo(Standing.ENDED);
    }

    @Test
    void saysWhatWasSoOnceTheStoreHasBeenAwayForLong() {
        outage.begin();

        nanos.addAndGet(KnownAccounts.USABLE.toNanos());
        assertThat(check()).isEqualTo(Standing.GOOD);

        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(check()).isEqualTo(Standing.WAS_GOOD);
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> here.check("ada", "another revision"));

        outage.end();
        here.read();
        assertThat(check()).isEqualTo(Standing.GOOD);
    }

    @Test
    void knowsWhomTheStoreKnewBeforeItWasReadAnew() {
        keeper.change(ADA, new Password(new Secret("another word")), null);
        revision = revision();
        assertThat(check()).isEqualTo(Standing.GOOD);
        stored.finds.set(0);

        outage.begin();

        assertThat(check()).isEqualTo(Standing.GOOD);
        assertThat(stored.finds).hasValue(0);
        nanos.addAndGet(KnownAccounts.USABLE.plusMillis(1).toNanos());
        assertThat(check()).isEqualTo(Standing.WAS_GOOD);
    }

    @Test
    void believesAReadingDuringWhichItLookedSomebodyUp() {
        elsewhere.change(ADA, new Password(new Secret("another word")), null);
        revision = revision();
        nanos.addAndGet(KnownAccounts.USABLE.plusMillis(1).toNanos());
        stored.afterListing.add(this::check);

        here.read();
        stored.finds.set(0);

        assertThat(check()).isEqualTo(Standing.GOOD);
        assertThat(stored.finds).hasValue(0);
    }

    @Test
    void doesNotSayThatWhatWasChangedHereWasGood() {
        keeper.change(ADA, new Password(new Secret("another word")), null);
        outage.begin();

        nanos.addAndGet(KnownAccounts.USABLE.plusMillis(1).toNanos());

        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(this::check);
    }

    @Test
    void knowsNobodyWithoutAProperName() {
        assertThat(here.check("no name at all", revision)).isEqualTo(Standing.ENDED);
    }

    private Standing check() {
        return here.check("ada", revision);
    }

    private String revision() {
        return stored.accounts.find(ADA).orElseThrow().revision();
    }

    private AccountService keeper(KnownAccounts known) {
        return new AccountService(
                stored, known, _ -> {}, new FakePasswords(), ids, new MutableClock());
    }

    /// Counts look-ups, and runs an action once after some of them.
    private static final class Counting implements Accounts {

        private final Accounts accounts;
        private final AtomicInteger finds = new AtomicInteger();
        private final List<Runnable> afterListing = new ArrayList<>();
        private final List<Runnable> afterReplacing = new ArrayList<>();

        Counting(Accounts accounts) {
            this.accounts = accounts;
        }

        @Override
        public Optional<Account> find(Username username) {
            finds.incrementAndGet();
            return accounts.find(username);
        }

        @Override
        public List<Account> list() {
            List<Account> found = accounts.list();
            run(afterListing);
            return found;
        }

        @Override
        public Insertion insert(Account account) {
            return accounts.insert(account);
        }

        @Override
        public Change replace(Account account, String revision) {
            Change change = accounts.replace(account, revision);
            run(afterReplacing);
            return change;
        }

        @Override
        public Change remove(Username username) {
            return accounts.remove(username);
        }

        private static void run(List<Runnable> tasks) {
            List<Runnable> now = List.copyOf(tasks);
            tasks.clear();
            now.forEach(Runnable::run);
        }
    }
}
