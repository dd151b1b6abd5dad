package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps the local accounts.
public final class AccountService implements ManageAccounts {

    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;

    private final Accounts accounts;
    private final Passwords passwords;
    private final Clock clock;

    public AccountService(Accounts accounts, Passwords passwords, Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public List<Account> list() {
        return accounts.list();
    }

    @Override
    public Outcome create(Username username, Secret password, Set<Role> roles) {
        requireStrong(password);
        Account account = new Account(username, passwords.hash(password), roles, clock.instant());
        return switch (accounts.insert(account)) {
            case DONE -> Outcome.DONE;
            case EXISTS -> Outcome.EXISTS;
        };
    }

    @Override
    public Outcome changePassword(Username username, Secret password) {
        requireStrong(password);
        Optional<Account> account = accounts.find(username);
        if (account.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        Account changed = account.get().withPasswordHash(passwords.hash(password));
        return outcome(accounts.replace(changed));
    }

    @Override
    public Outcome remove(Username username) {
        Optional<Account> account = accounts.find(username);
        if (account.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        return isLastAdmin(account.get()) ? Outcome.LAST_ADMIN : outcome(accounts.remove(username));
    }

    private boolean isLastAdmin(Account account) {
        return account.roles().contains(Role.ADMIN)
                && accounts.list().stream()
                        .filter(other -> !other.username().equals(account.username()))
                        .noneMatch(other -> other.roles().contains(Role.ADMIN));
    }

    private static Outcome outcome(Accounts.Change change) {
        return switch (change) {
            case DONE -> Outcome.DONE;
            case ABSENT -> Outcome.UNKNOWN;
        };
    }

    private static void requireStrong(Secret password) {
        int length = password.reveal().length();
        if (length < SHORTEST_PASSWORD) {
            throw new InvalidValueException(
                    "password", Reason.INVALID, "at least " + SHORTEST_PASSWORD + " characters");
        }
        if (length > LONGEST_PASSWORD) {
            throw new InvalidValueException("password", Reason.TOO_LONG);
        }
    }
}
