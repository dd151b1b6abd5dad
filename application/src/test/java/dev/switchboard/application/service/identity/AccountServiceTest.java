package dev.switchboard.application.service.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.switchboard.application.fakes.FakePasswords;
import dev.switchboard.application.fakes.InMemoryAccounts;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.in.identity.ManageAccounts.Outcome;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountServiceTest {

    private static final Username ROOT = new Username("root");
    private static final Username ADA = new Username("ada");
    private static final Secret PASSWORD = new Secret("twelve chars");

    private final AccountService service =
            new AccountService(new InMemoryAccounts(), new FakePasswords(), new MutableClock());

    @Test
    void makesAnAccountOnce() {
        assertThat(service.create(ADA, PASSWORD, Set.of(Role.SERVICE))).isEqualTo(Outcome.DONE);
        assertThat(service.create(ADA, PASSWORD, Set.of(Role.ADMIN))).isEqualTo(Outcome.EXISTS);

        assertThat(service.list().getFirst().roles()).containsExactly(Role.SERVICE);
    }

    @Test
    void keepsTheLastAdmin() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN));
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE));

        assertThat(service.remove(ROOT)).isEqualTo(Outcome.LAST_ADMIN);
        assertThat(service.remove(ADA)).isEqualTo(Outcome.DONE);
        assertThat(service.remove(ADA)).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void removesAnAdminWhereAnotherStays() {
        service.create(ROOT, PASSWORD, Set.of(Role.ADMIN));
        service.create(ADA, PASSWORD, Set.of(Role.ADMIN));

        assertThat(service.remove(ROOT)).isEqualTo(Outcome.DONE);
    }

    @Test
    void changesNothingOfAnAccountButItsPassword() {
        service.create(ADA, PASSWORD, Set.of(Role.SERVICE));
        var before = service.list().getFirst();

        Outcome outcome = service.changePassword(ADA, new Secret("another word"));

        var after = service.list().getFirst();
        assertThat(outcome).isEqualTo(Outcome.DONE);
        assertThat(after.passwordHash()).isNotEqualTo(before.passwordHash());
        assertThat(after.withPasswordHash(before.passwordHash())).isEqualTo(before);
        assertThat(service.changePassword(ROOT, PASSWORD)).isEqualTo(Outcome.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11, 201})
    void refusesPasswordsThatAreTooShortOrTooLong(int length) {
        Secret password = new Secret("x".repeat(length));

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> service.create(ADA, password, Set.of(Role.SERVICE)));
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> service.changePassword(ADA, password));
    }
}
