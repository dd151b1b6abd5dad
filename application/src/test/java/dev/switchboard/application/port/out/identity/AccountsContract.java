package dev.switchboard.application.port.out.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.identity.Accounts.Change;
import dev.switchboard.application.port.out.identity.Accounts.Insertion;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of [Accounts].
public interface AccountsContract {
    /// The same one throughout a test, without any account when it began.
    Accounts accounts();

    @Test
    default void knowsNobodyAtFirst() {
        assertThat(accounts().list()).isEmpty();
        assertThat(accounts().find(new Username("admin"))).isEmpty();
    }

    @Test
    default void keepsAnAccountAsItIs() {
        Account account = account("admin@example.org", Role.values());

        assertThat(accounts().insert(account)).isEqualTo(Insertion.DONE);

        assertThat(accounts().find(account.username())).contains(account);
    }

    @Test
    default void keepsWhoAnAccountIsInItsOrganisation() {
        OrgIdentity last = new OrgIdentity("org_A-1", 9_007_199_254_740_991L);
        Account nobody = account("svc", Role.SERVICE);
        Account somebody = nobody.withIdentity(last, "r-2");
        accounts().insert(nobody);

        accounts().replace(somebody, "r-1");

        assertThat(accounts().find(nobody.username())).contains(somebody);
        assertThat(accounts().list()).containsExactly(somebody);
        accounts().replace(nobody, "r-2");
        assertThat(accounts().find(nobody.username())).contains(nobody);
    }

    @Test
    default void keepsWhichClientAnAccountIsOf() {
        Account nobodys = account("bot", Role.YALO);
        Account acmes = nobodys.withClient("acme", "r-2");
        accounts().insert(nobodys);

        accounts().replace(acmes, "r-1");

        assertThat(accounts().find(nobodys.username())).contains(acmes);
        assertThat(accounts().list()).containsExactly(acmes);
        accounts().replace(nobodys, "r-2");
        assertThat(accounts().find(nobodys.username())).contains(nobodys);
    }

    @Test
    default void keepsTheFirstAccountOfAName() {
        Account first = account("admin", Role.ADMIN);
        accounts().insert(first);

        assertThat(accounts().insert(account("admin", Role.SERVICE))).isEqualTo(Insertion.EXISTS);

        assertThat(accounts().find(first.username())).contains(first);
    }

    @Test
    default void insertsOneOfManyParallelAccountsOfAName() {
        List<Insertion> results =
                InParallel.results(8, _ -> accounts().insert(account("admin", Role.ADMIN)));

        assertThat(results).containsOnlyOnce(Insertion.DONE);
        assertThat(accounts().list()).hasSize(1);
    }

    @Test
    default void tellsNamesApartByCase() {
        accounts().insert(account("admin", Role.ADMIN));

        assertThat(accounts().insert(account("Admin", Role.ADMIN))).isEqualTo(Insertion.DONE);
        assertThat(accounts().find(new Username("ADMIN"))).isEmpty();
    }

    @Test
    default void listsAccountsByName() {
        List.of("svc", "admin", "Zoe", "bridge")
                .forEach(name -> accounts().insert(account(name, Role.SERVICE)));

        assertThat(accounts().list())
                .extracting(account -> account.username().value())
                .containsExactly("Zoe", "admin", "bridge", "svc");
    }

    @Test
    default void replacesAnAccount() {
        Account before = account("svc", Role.SERVICE);
        accounts().insert(before);
        Account after =
                before.withPasswordHash(new Secret("{bcrypt}other"), "r-2")
                        .withRoles(Set.of(Role.AGENT, Role.YALO), "r-3");

        assertThat(accounts().replace(after, before.revision())).isEqualTo(Change.DONE);

        assertThat(accounts().find(before.username())).contains(after);
        assertThat(accounts().list()).containsExactly(after);
    }

    @Test
    default void replacesNoAccountThatWasChangedMeanwhile() {
        Account before = account("svc", Role.SERVICE);
        accounts().insert(before);
        Account demoted = before.withRoles(Set.of(Role.AGENT), "r-2");
        accounts().replace(demoted, before.revision());

        Account late = before.withPasswordHash(new Secret("{bcrypt}other"), "r-3");

        assertThat(accounts().replace(late, before.revision())).isEqualTo(Change.ABSENT);
        assertThat(accounts().find(before.username())).contains(demoted);
    }

    @Test
    default void replacesNoLaterAccountOfTheSameName() {
        Account first = account("svc", Role.SERVICE);
        Account later = first.withRoles(Set.of(Role.AGENT), "r-2");
        accounts().insert(first);
        accounts().remove(first.username());
        accounts().insert(later);

        Account late = first.withPasswordHash(new Secret("{bcrypt}other"), "r-3");

        assertThat(accounts().replace(late, first.revision())).isEqualTo(Change.ABSENT);
        assertThat(accounts().find(first.username())).contains(later);
    }

    @Test
    default void replacesAnAccountOnceForManyParallelCallers() {
        Account before = account("svc", Role.SERVICE);
        accounts().insert(before);

        List<Change> results =
                InParallel.results(
                        8,
                        i ->
                                accounts()
                                        .replace(
                                                before.withRoles(Set.of(Role.AGENT), "p-" + i),
                                                before.revision()));

        assertThat(results).containsOnlyOnce(Change.DONE);
    }

    @Test
    default void replacesNobodyUnknown() {
        assertThat(accounts().replace(account("svc", Role.SERVICE), "r-1"))
                .isEqualTo(Change.ABSENT);

        assertThat(accounts().list()).isEmpty();
    }

    @Test
    default void removesAnAccount() {
        Account account = account("svc", Role.SERVICE);
        accounts().insert(account);

        assertThat(accounts().remove(account.username())).isEqualTo(Change.DONE);

        assertThat(accounts().find(account.username())).isEmpty();
        assertThat(accounts().remove(account.username())).isEqualTo(Change.ABSENT);
        assertThat(accounts().insert(account)).isEqualTo(Insertion.DONE);
    }

    static Account account(String name, Role... roles) {
        return new Account(
                new Username(name),
                new Secret("{bcrypt}hash of " + name),
                Set.of(roles),
                null,
                Seed.NOW,
                "r-1");
    }
}
