package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.SequentialIds;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Client;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Identity;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Password;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Roles;
import dev.switchboard.application.port.in.identity.ManageAccounts.Changed;
import dev.switchboard.application.port.in.identity.ManageAccounts.Outcome;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountServiceTest {

    private static final Username ROOT = new Username("root");
    private static final Username ADA = new Username("ada");
    private static final Secret PASSWORD = new Secret("twelve chars");

    private final InMemoryAccounts accounts = new InMemoryAccounts();

    /// Accounts whose belongings were removed, with how many accounts there were.
    private final List<String> gone = new ArrayList<>();

    private final AccountService service =
            new AccountService(
                    accounts,
                    new KnownAccounts(accounts, () -> 0),
                    account -> gone.add(account.username() + " " + accounts.list().size()),
                    new FakePasswords(),
                    new SequentialIds(),
                    new MutableClock());

    @Test
    void makesAnAccountOnce() {
        assertThat(service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, "acme"))
                .isEqualTo(Outcome.DONE);
        assertThat(service.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null))
                .isEqualTo(Outcome.EXISTS);

        assertThat(service.list().getFirst().roles()).containsExactly(Role.SERVICE);
        assertThat(service.list().getFirst().client()).isEqualTo("acme");
    }

    @Test
    void keepsTheLastAdmin() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);

        assertThat(service.remove(ROOT)).isEqualTo(Outcome.LAST_ADMIN);
        assertThat(service.remove(ADA)).isEqualTo(Outcome.DONE);
        assertThat(service.remove(ADA)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void removesAnAdminWhereAnotherStays() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);

        assertThat(service.remove(ROOT)).isEqualTo(Outcome.DONE);
    }

    @Test
    void leavesAnAdminIfTwoTakeTheRoleFromEachOther() {
        AccountService hasty = interrupted(() -> demote(service, ADA));
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN, Role.AGENT), null, null);

        assertThat(demote(hasty, ROOT)).isInstanceOf(Changed.LastAdmin.class);

        assertThat(admins()).containsExactly(ROOT);
    }

    @Test
    void leavesAnAdminIfTwoRemoveEachOther() {
        AccountService hasty = interrupted(() -> service.remove(ADA));
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);

        assertThat(hasty.remove(ROOT)).isEqualTo(Outcome.LAST_ADMIN);

        assertThat(admins()).containsExactly(ROOT);
    }

    private static Changed demote(AccountService service, Username username) {
        return service.change(username, new Roles(Set.of(Role.AGENT)), null);
    }

    private List<Username> admins() {
        return service.list().stream()
                .filter(account -> account.roles().contains(Role.ADMIN))
                .map(Account::username)
                .toList();
    }

    /// A service that is overtaken between its check and its write.
    private AccountService interrupted(Runnable meanwhile) {
        return new AccountService(
                new Interrupted(accounts, new ArrayList<>(List.of(meanwhile))),
                new KnownAccounts(accounts, () -> 0),
                _ -> {},
                new FakePasswords(),
                new SequentialIds(),
                new MutableClock());
    }

    /// Runs an action right before an account is replaced or removed, once.
    private record Interrupted(Accounts accounts, List<Runnable> meanwhile) implements Accounts {

        @Override
        public Optional<Account> find(Username username) {
            return accounts.find(username);
        }

        @Override
        public List<Account> list() {
            return accounts.list();
        }

        @Override
        public Insertion insert(Account account) {
            return accounts.insert(account);
        }

        @Override
        public Change replace(Account account, String revision) {
            interrupt();
            return accounts.replace(account, revision);
        }

        @Override
        public Change remove(Username username) {
            interrupt();
            return accounts.remove(username);
        }

        private void interrupt() {
            List<Runnable> now = List.copyOf(meanwhile);
            meanwhile.clear();
            now.forEach(Runnable::run);
        }
    }

    @Test
    void removesWhatIsAnAccountsFirst() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), null, null);

        assertThat(service.remove(ROOT)).isEqualTo(Outcome.LAST_ADMIN);
        assertThat(service.remove(ADA)).isEqualTo(Outcome.DONE);

        assertThat(gone).containsExactly(ADA + " 2");
    }

    @Test
    void changesNothingOfAnAccountButItsPassword() {
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);
        var before = service.list().getFirst();

        Changed outcome = service.change(ADA, new Password(new Secret("another word")), null);

        var after = service.list().getFirst();
        assertThat(outcome).isInstanceOf(Changed.Done.class);
        assertThat(after.passwordHash()).isNotEqualTo(before.passwordHash());
        assertThat(after.withPasswordHash(before.passwordHash(), before.revision()))
                .isEqualTo(before);
        assertThat(service.change(ROOT, new Password(PASSWORD), null))
                .isInstanceOf(Changed.Unknown.class);
    }

    @Test
    void changesNothingOfAnAccountButItsRoles() {
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);
        var before = service.list().getFirst();

        Changed outcome = service.change(ADA, new Roles(Set.of(Role.AGENT, Role.YALO)), null);

        var after = service.list().getFirst();
        assertThat(outcome).isInstanceOf(Changed.Done.class);
        assertThat(after)
                .isEqualTo(before.withRoles(Set.of(Role.AGENT, Role.YALO), after.revision()));
        assertThat(service.change(ROOT, new Roles(Set.of(Role.AGENT)), null))
                .isInstanceOf(Changed.Unknown.class);
    }

    @Test
    void changesNothingOfAnAccountButItsIdentity() {
        OrgIdentity ada = new OrgIdentity("12345", 67890);
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), ada, null);
        var before = service.list().getFirst();

        Changed same = service.change(ADA, new Identity(ada), null);
        Changed none = service.change(ADA, new Identity(null), null);

        var after = service.list().getFirst();
        assertThat(same).isInstanceOf(Changed.Done.class);
        assertThat(none).isInstanceOf(Changed.Done.class);
        assertThat(before.identity()).isEqualTo(ada);
        assertThat(after).isEqualTo(before.withIdentity(null, after.revision()));
        assertThat(service.change(ROOT, new Identity(ada), null))
                .isInstanceOf(Changed.Unknown.class);
    }

    @Test
    void givesEachStateOfAnAccountARevisionOfItsOwn() {
        List<String> revisions = new ArrayList<>();
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);
        revisions.add(revision());
        service.change(ADA, new Password(PASSWORD), null);
        revisions.add(revision());
        service.change(ADA, new Roles(Set.of(Role.AGENT)), null);
        revisions.add(revision());
        service.change(ADA, new Identity(new OrgIdentity("12345", 1)), null);
        revisions.add(revision());
        service.remove(ADA);
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), null, null);
        revisions.add(revision());

        assertThat(revisions).doesNotHaveDuplicates();
    }

    @Test
    void leavesNothingWithItsFormerClient() {
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), null, "acme");
        service.change(ADA, new Client("acme"), null);
        assertThat(gone).isEmpty();

        service.change(ADA, new Client("other"), null);

        assertThat(gone).containsExactly("ada 1");
        assertThat(service.list().getFirst().client()).isEqualTo("other");
    }

    @Test
    void leavesAnAccountAloneThatIsSoAlready() {
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);
        String revision = revision();

        service.change(ADA, new Identity(null), null);

        assertThat(service.change(ADA, new Roles(Set.of(Role.SERVICE)), null))
                .isInstanceOf(Changed.Done.class);
        assertThat(revision()).isEqualTo(revision);
    }

    @Test
    void changesOnlyTheVersionThatIsMeant() {
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), null, "acme");
        String first = revision();

        Changed roles = service.change(ADA, new Roles(Set.of(Role.SERVICE)), first);
        Changed late = service.change(ADA, new Client("other"), first);
        Changed same = service.change(ADA, new Roles(Set.of(Role.SERVICE)), first);

        assertThat(roles).isEqualTo(new Changed.Done(revision()));
        assertThat(late).isEqualTo(new Changed.Stale());
        assertThat(same).isEqualTo(new Changed.Stale());
        assertThat(gone).isEmpty();
        assertThat(service.list().getFirst().client()).isEqualTo("acme");
        assertThat(service.change(ADA, new Client("other"), revision()))
                .isEqualTo(new Changed.Done(revision()));
        assertThat(service.change(ROOT, new Client("other"), first))
                .isEqualTo(new Changed.Unknown());
    }

    @Test
    void keepsTheRoleOfTheLastAdmin() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);

        assertThat(service.change(ADA, new Roles(Set.of(Role.SERVICE)), null))
                .isInstanceOf(Changed.Done.class);
        assertThat(service.change(ROOT, new Roles(Set.of(Role.SERVICE)), null))
                .isInstanceOf(Changed.LastAdmin.class);
        assertThat(service.change(ROOT, new Roles(Set.of(Role.ADMIN, Role.YALO)), null))
                .isInstanceOf(Changed.Done.class);
        assertThat(service.change(ROOT, new Password(PASSWORD), null))
                .isInstanceOf(Changed.Done.class);
    }

    @Test
    void refusesNoRoles() {
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE), null, null);

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> service.change(ADA, new Roles(Set.of()), null));
    }

    /// Both change the account they read. Neither may restore what the other removed.
    @Test
    void undoesNoChangeThatComesInBetween() {
        FakePasswords passwords = new FakePasswords();
        List<Runnable> meanwhile = new ArrayList<>();
        Accounts interrupted = new Interrupted(accounts, meanwhile);
        AccountService late =
                new AccountService(
                        interrupted,
                        new KnownAccounts(accounts, () -> 0),
                        _ -> {},
                        passwords,
                        new SequentialIds(),
                        new MutableClock());
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN), null, null);
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN), null, null);

        meanwhile.add(() -> service.change(ADA, new Roles(Set.of(Role.AGENT)), null));
        Changed outcome = late.change(ADA, new Password(new Secret("another word")), null);

        assertThat(outcome).isInstanceOf(Changed.Done.class);
        assertThat(service.list().getFirst().roles()).containsExactly(Role.AGENT);
    }

    @Test
    void overwritesNothingThatComesInBetween() {
        AccountService late =
                interrupted(() -> service.change(ADA, new Roles(Set.of(Role.YALO)), null));
        service.create(ADA, PASSWORD, Set.of(Role.AGENT), null, null);

        Changed outcome = late.change(ADA, new Roles(Set.of(Role.SERVICE)), revision());

        assertThat(outcome).isEqualTo(new Changed.Stale());
        assertThat(service.list().getFirst().roles()).containsExactly(Role.YALO);
    }

    private String revision() {
        return service.list().getFirst().revision();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 201})
    void refusesPasswordsThatAreTooShortOrTooLong(int length) {
        Secret password = new Secret("x".repeat(length));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> service.create(ADA, password, Set.of(Role.SERVICE), null, null));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> service.change(ADA, new Password(password), null));
    }
}
