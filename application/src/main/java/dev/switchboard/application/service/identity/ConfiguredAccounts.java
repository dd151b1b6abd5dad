package dev.switchboard.application.service.identity;

import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.application.port.out.identity.Passwords;
import dev.switchboard.application.port.out.identity.Passwords.Match;
import dev.switchboard.application.port.out.time.Ids;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that those can log in whom the settings name: systems that bring a name and a
/// password of old. An account that may do anything else is left as it is.
public final class ConfiguredAccounts {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredAccounts.class);

    private final Accounts accounts;
    private final KnownAccounts known;
    private final Passwords passwords;
    private final Ids ids;
    private final Clock clock;

    public ConfiguredAccounts(
            Accounts accounts, KnownAccounts known, Passwords passwords, Ids ids, Clock clock) {
        this.accounts = accounts;
        this.known = known;
        this.passwords = passwords;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param client whose users it may act on. It stays with the account, so that one whose client
    ///   is gone is not taken for one of another
    public void ensure(Username name, Secret password, Role role, String client) {
        Optional<Account> there = accounts.find(name);
        if (there.isEmpty()) {
            Secret hash = passwords.hash(password);
            accounts.insert(
                    new Account(
                            name, hash, Set.of(role), null, clock.instant(), ids.uuid(), client));
        } else if (!there.get().roles().equals(Set.of(role))) {
            log.warn("The account {} is not for a system of role {}: left as it is", name, role);
        } else {
            update(there.get(), password, client);
        }
    }

    private void update(Account there, Secret password, String client) {
        Account now = there;
        if (passwords.check(password, now.passwordHash()) == Match.DIFFERENT) {
            now = now.withPasswordHash(passwords.hash(password), ids.uuid());
        }
        if (!client.equals(now.client())) {
            now = now.withClient(client, ids.uuid());
        }
        if (!now.equals(there)) {
            accounts.replace(now, there.revision());
            known.forget(there.username());
        }
    }
}
