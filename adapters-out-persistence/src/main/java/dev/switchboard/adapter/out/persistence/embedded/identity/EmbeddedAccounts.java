package dev.switchboard.adapter.out.persistence.embedded.identity;

import static dev.switchboard.adapter.out.persistence.embedded.engine.Table.ACCOUNT;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.Decoder;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.View;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Accounts by username.
final class EmbeddedAccounts implements Accounts {

    private static final int RECORD = 1;
    private static final int VERSION = 4;
    private static final int WITH_IDENTITY = 3;
    private static final int WITH_CLIENT = 4;

    private final Store store;

    EmbeddedAccounts(Store store) {
        this.store = store;
    }

    @Override
    public Optional<Account> find(Username username) {
        Decoder<Account> decoder = value -> read(value, username);
        return store.read(view -> decoder.ifSound(ACCOUNT, view.get(ACCOUNT, key(username))));
    }

    private static byte[] key(Username username) {
        String name = username.value();
        return new ByteWriter(name.length() + 2).octet(RECORD).keyText(name).toBytes();
    }

    private static Account read(ByteReader value, Username username) {
        int version = Decoder.version(value, VERSION);
        Secret passwordHash = new Secret(value.text());
        Instant createdAt = value.instant();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        long count = value.number();
        for (long i = 0; i < count; i++) {
            roles.add(Role.valueOf(value.text()));
        }
        String revision = value.text();
        OrgIdentity identity =
                version >= WITH_IDENTITY && value.flag()
                        ? new OrgIdentity(value.text(), value.number())
                        : null;
        String client = version >= WITH_CLIENT && value.flag() ? value.text() : null;
        return new Account(username, passwordHash, roles, identity, createdAt, revision, client);
    }

    private static byte[] value(Account account) {
        ByteWriter value =
                new ByteWriter(128)
                        .octet(VERSION)
                        .text(account.passwordHash().reveal())
                        .instant(account.createdAt())
                        .number(account.roles().size());
        account.roles().forEach(role -> value.text(role.name()));
        OrgIdentity identity = account.identity();
        value.text(account.revision()).flag(identity != null);
        if (identity != null) {
            value.text(identity.orgId()).number(identity.userId());
        }
        String client = account.client();
        value.flag(client != null);
        if (client != null) {
            value.text(client);
        }
        return value.toBytes();
    }

    @Override
    public List<Account> list() {
        return store.read(EmbeddedAccounts::list);
    }

    private static List<Account> list(View view) {
        List<Account> accounts = new ArrayList<>();
        try (Scan scan = view.scan(ACCOUNT, new ByteWriter(1).octet(RECORD).toBytes())) {
            while (scan.next()) {
                ByteReader key = new ByteReader(scan.key());
                key.octet();
                Decoder<Account> decoder = value -> read(value, new Username(key.keyText()));
                decoder.ifSound(ACCOUNT, scan.value()).ifPresent(accounts::add);
            }
        }
        return accounts;
    }

    @Override
    public Insertion insert(Account account) {
        byte[] key = key(account.username());
        byte[] value = value(account);
        return store.write(batch -> {
            if (batch.get(ACCOUNT, key) != null) {
                return Insertion.EXISTS;
            }
            batch.put(ACCOUNT, key, value);
            return Insertion.DONE;
        });
    }

    @Override
    public Change replace(Account account, String revision) {
        byte[] key = key(account.username());
        byte[] value = value(account);
        Decoder<Account> decoder = stored -> read(stored, account.username());
        return store.write(batch -> {
            boolean stands =
                    decoder.ifSound(ACCOUNT, batch.get(ACCOUNT, key))
                            .filter(stored -> stored.revision().equals(revision))
                            .isPresent();
            if (!stands) {
                return Change.ABSENT;
            }
            batch.put(ACCOUNT, key, value);
            return Change.DONE;
        });
    }

    @Override
    public Change remove(Username username) {
        byte[] key = key(username);
        return store.write(batch -> {
            if (batch.get(ACCOUNT, key) == null) {
                return Change.ABSENT;
            }
            batch.delete(ACCOUNT, key);
            return Change.DONE;
        });
    }
}
