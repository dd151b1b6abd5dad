package dev.switchboard.adapter.in.web.fakes;

import static java.util.Objects.requireNonNull;

import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Accounts in memory; `root` is the last admin.
public final class FakeManageAccounts implements ManageAccounts {

    private final Map<String, Account> accounts = new TreeMap<>();

    public void reset() {
        accounts.clear();
        put(new Username("root"), new Secret("a long password"), Set.of(Role.ADMIN), null, null);
    }

    public Account get(String username) {
        return requireNonNull(accounts.get(username));
    }

    @Override
    public List<Account> list() {
        return List.copyOf(accounts.values());
    }

    @Override
    public Outcome create(
            Username username,
            Secret password,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client) {
        requireLong(password);
        if (accounts.containsKey(username.value())) {
            return Outcome.EXISTS;
        }
        put(username, password, roles, identity, client);
        return Outcome.DONE;
    }

    @Override
    public Changed change(Username username, Change change, @Nullable String version) {
        if (change instanceof Change.Password(Secret password)) {
            requireLong(password);
        }
        Account account = accounts.get(username.value());
        if (account == null) {
            return new Changed.Unknown();
        }
        if (version != null && !version.equals(account.revision())) {
            return new Changed.Stale();
        }
        if (change instanceof Change.Roles(Set<Role> roles)
                && username.value().equals("root")
                && !roles.contains(Role.ADMIN)) {
            return new Changed.LastAdmin();
        }
        String next = "r-" + (Integer.parseInt(account.revision().substring(2)) + 1);
        accounts.put(
                username.value(),
                switch (change) {
                    case Change.Password(Secret password) ->
                            account.withPasswordHash(password, next);
                    case Change.Roles(Set<Role> roles) -> account.withRoles(roles, next);
                    case Change.Identity(OrgIdentity identity) ->
                            account.withIdentity(identity, next);
                    case Change.Client(String client) -> account.withClient(client, next);
                });
        return new Changed.Done(next);
    }

    @Override
    public Outcome remove(Username username) {
        if (username.value().equals("root")) {
            return Outcome.LAST_ADMIN;
        }
        return accounts.remove(username.value()) == null ? Outcome.UNKNOWN : Outcome.DONE;
    }

    private void put(
            Username username,
            Secret password,
            Set<Role> roles,
            @Nullable OrgIdentity identity,
            @Nullable String client) {
        accounts.put(
                username.value(),
                new Account(
                        username,
                        password,
                        roles,
                        identity,
                        Instant.parse("2026-01-31T12:00:00Z"),
                        "r-1",
                        client));
    }

    private static void requireLong(Secret password) {
        if (password.reveal().length() < 12) {
            throw new InvalidValueException("password", Reason.INVALID);
        }
    }
}
