package dev.switchboard.application.service.identity;

import static java.util.stream.Collectors.joining;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.out.identity.AccountSource.ConfiguredAccount;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.Intent;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Creates and updates the accounts in the settings, for systems with a fixed name and password. An
/// account with any other role is left unchanged.
final class ConfiguredAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredAccounts.class);

    private final Accounts accounts;
    private final KnownAccounts known;
    private final Passwords passwords;
    private final KeepAudit audit;
    private final Ids ids;
    private final Clock clock;

    ConfiguredAccounts(
            Accounts accounts,
            KnownAccounts known,
            Passwords passwords,
            KeepAudit audit,
            Ids ids,
            Clock clock) {
        this.accounts = accounts;
        this.known = known;
        this.passwords = passwords;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /// Creates or updates one account. Its client is stored with it, so that an account whose
    /// client was removed cannot be mistaken for another client's.
    void ensure(ConfiguredAccount named) {
        Username name = named.name();
        Secret password = named.password();
        Role role = named.role();
        String client = named.client();
        Optional<Account> there = accounts.find(name);
        if (there.isEmpty()) {
            Secret hash = passwords.hash(password);
            Account account =
                    new Account(
                            name, hash, Set.of(role), null, clock.instant(), ids.uuid(), client);
            audited(
                    "account.create",
                    account,
                    () -> accounts.insert(account) == Accounts.Insertion.DONE);
        } else if (!there.get().roles().equals(Set.of(role))) {
            LOG.warn("The account {} is not of a system with the role {}: unchanged", name, role);
        } else {
            update(there.get(), password, client);
        }
    }

    private void update(Account there, Secret password, String client) {
        if (passwords.check(password, there.passwordHash()) == Match.DIFFERENT) {
            Account changed = there.withPasswordHash(passwords.hash(password), ids.uuid());
            replace("account.change_password", there, changed.withClient(client, ids.uuid()));
        } else if (!client.equals(there.client())) {
            replace("account.change_client", there, there.withClient(client, ids.uuid()));
        }
    }

    private void replace(String action, Account there, Account changed) {
        audited(
                action,
                changed,
                () -> accounts.replace(changed, there.revision()) == Accounts.Change.DONE);
        known.forget(there.username());
    }

    /// @param change makes the change and returns whether it was made
    private void audited(String action, Account account, BooleanSupplier change) {
        Intent intent = audit.begin(Act.of(Act.HUB, action, account.username().value(), ""));
        boolean made = change.getAsBoolean();
        String roles = account.roles().stream().map(Role::name).sorted().collect(joining(" "));
        audit.end(intent, made ? Outcome.DONE : null, roles + " by settings");
    }
}
