package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.application.service.identity.IdentityModule.Belongings;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.PasswordRule;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Manages the local accounts.
final class AccountService implements ManageAccounts {

    private final Accounts accounts;
    private final KnownAccounts known;
    private final Belongings belongings;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    /// @param known is told the changes
    AccountService(
            Accounts accounts,
            KnownAccounts known,
            Belongings belongings,
            Passwords passwords,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.known = known;
        this.belongings = belongings;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public List<Account> list() {
        return accounts.list();
    }

    @Override
    public Outcome create(
            Username username,
            Secret password,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client) {
        PasswordRule.require(password);
        Account account =
                new Account(
                        username,
                        passwords.hash(password),
                        roles,
                        identity,
                        clock.instant(),
                        ids.uuid(),
                        client);
        return switch (accounts.insert(account)) {
            case DONE -> Outcome.DONE;
            case EXISTS -> Outcome.EXISTS;
        };
    }

    @Override
    public Changed change(Username username, Change change, @Nullable String version) {
        return switch (change) {
            case Change.Password(Secret password) -> {
                PasswordRule.require(password);
                Secret hash = passwords.hash(password);
                yield step(
                        username, version, account -> account.withPasswordHash(hash, ids.uuid()));
            }
            case Change.Roles(Set<Role> roles) ->
                    step(
                            username,
                            version,
                            account ->
                                    account.roles().equals(roles)
                                            ? account
                                            : account.withRoles(roles, ids.uuid()));
            case Change.Identity(OrgIdentity identity) ->
                    step(
                            username,
                            version,
                            account ->
                                    Objects.equals(account.identity(), identity)
                                            ? account
                                            : account.withIdentity(identity, ids.uuid()));
            case Change.Client(String client) ->
                    step(
                            username,
                            version,
                            account ->
                                    Objects.equals(account.client(), client)
                                            ? account
                                            : account.withClient(client, ids.uuid()));
        };
    }

    /// Starts again if the account was changed meanwhile, because otherwise one change would undo
    /// the other.
    ///
    /// @param version the version to replace; null for whatever is there
    private Changed step(Username username, @Nullable String version, UnaryOperator<Account> step) {
        boolean begun = false;
        while (true) {
            Optional<Account> account = accounts.find(username);
            if (account.isEmpty()) {
                return new Changed.Unknown();
            }
            Account before = account.get();
            if (version != null && !version.equals(before.revision()) && !begun) {
                return new Changed.Stale();
            }
            Account after = step.apply(before);
            if (after.equals(before)) {
                return new Changed.Done(before.revision());
            }
            boolean endsAdmin = !after.roles().contains(Role.ADMIN);
            if (endsAdmin && isLastAdmin(before)) {
                return new Changed.LastAdmin();
            }
            if (!Objects.equals(after.client(), before.client())) {
                belongings.remove(before); // who bears the name there later is somebody else
                begun = true; // they belonged to the former client, so there is no way back
            }
            if (telling(username, () -> accounts.replace(after, before.revision()))
                    == Accounts.Change.DONE) {
                return endsAdmin && isLastAdmin(before)
                        ? putBack(before)
                        : new Changed.Done(after.revision());
            }
        }
    }

    private Changed putBack(Account before) {
        step(before.username(), null, now -> now.withRoles(before.roles(), ids.uuid()));
        return new Changed.LastAdmin();
    }

    /// Tells also after the store failed to answer, because the change may have been made.
    private Accounts.Change telling(Username username, Supplier<Accounts.Change> change) {
        try {
            return change.get();
        } finally {
            known.forget(username);
        }
    }

    @Override
    public Outcome remove(Username username) {
        Optional<Account> account = accounts.find(username);
        if (account.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (isLastAdmin(account.get())) {
            return Outcome.LAST_ADMIN;
        }
        belongings.remove(account.get());
        return switch (telling(username, () -> accounts.remove(username))) {
            case DONE -> isLastAdmin(account.get()) ? revived(account.get()) : Outcome.DONE;
            case ABSENT -> Outcome.UNKNOWN;
        };
    }

    private Outcome revived(Account removed) {
        accounts.insert(removed.withRoles(removed.roles(), ids.uuid()));
        return Outcome.LAST_ADMIN;
    }

    /// Whether no other account is an admin. It is asked before a write and after it, because two
    /// admins may take the role from each other at the same time.
    private boolean isLastAdmin(Account account) {
        return account.roles().contains(Role.ADMIN)
                && accounts.list().stream()
                        .filter(other -> !other.username().equals(account.username()))
                        .noneMatch(other -> other.roles().contains(Role.ADMIN));
    }
}
