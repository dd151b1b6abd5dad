package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Keeps accounts, their roles as one comma-separated text.
final class EmbeddedAccounts implements Accounts {

    private static final String SELECT =
            "SELECT username, password_hash, roles, created_at, revision FROM account ";

    private final EmbeddedStore store;

    EmbeddedAccounts(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public Optional<Account> find(Username username) {
        return store.read(sql ->
                sql.first(SELECT + "WHERE username = ?", EmbeddedAccounts::read, username.value()));
    }

    @Override
    public List<Account> list() {
        return store.read(sql -> sql.list(SELECT + "ORDER BY username", EmbeddedAccounts::read));
    }

    private static Account read(Row row) throws SQLException {
        return new Account(
                new Username(row.text("username")),
                new Secret(row.text("password_hash")),
                Arrays.stream(row.text("roles").split(",", -1))
                        .map(Role::valueOf)
                        .collect(Collectors.toSet()),
                row.instant("created_at"),
                row.text("revision"));
    }

    @Override
    public Insertion insert(Account account) {
        int inserted =
                store.write(sql ->
                        sql.update(
                                "INSERT OR IGNORE INTO account (username, password_hash,"
                                        + " roles, created_at, revision) VALUES (?, ?, ?, ?, ?)",
                                account.username().value(),
                                account.passwordHash().reveal(),
                                roles(account),
                                account.createdAt(),
                                account.revision()));
        return inserted == 1 ? Insertion.DONE : Insertion.EXISTS;
    }

    @Override
    public Change replace(Account account, String revision) {
        int replaced =
                store.write(sql ->
                        sql.update(
                                "UPDATE account SET password_hash = ?, roles = ?,"
                                        + " created_at = ?, revision = ?"
                                        + " WHERE username = ? AND revision = ?",
                                account.passwordHash().reveal(),
                                roles(account),
                                account.createdAt(),
                                account.revision(),
                                account.username().value(),
                                revision));
        return replaced == 1 ? Change.DONE : Change.ABSENT;
    }

    @Override
    public Change remove(Username username) {
        int removed =
                store.write(sql ->
                        sql.update("DELETE FROM account WHERE username = ?", username.value()));
        return removed == 1 ? Change.DONE : Change.ABSENT;
    }

    private static String roles(Account account) {
        return account.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
    }
}
