package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Accounts by username, which is the document's id and thus unique.
final class MongoAccounts implements Accounts {

    private static final Query VERSION = query(where("_id").is(Collections.ACCOUNTS));

    private static final AccountMapper MAPPER = Mappers.getMapper(AccountMapper.class);

    /// Changes made by hand, or by a hub of an older version, show after this time.
    private static final Duration READ_ANEW = Duration.ofMinutes(1);

    private final MongoStore store;

    /// A standby, too, must know an admin who asks how it is.
    private final MongoStore readable;

    private final InstantSource clock;
    private final AtomicReference<@Nullable Listed> listed = new AtomicReference<>();

    MongoAccounts(MongoStore store, InstantSource clock) {
        this.store = store;
        this.readable = store.withoutOwnership();
        this.clock = clock;
    }

    /// All accounts at a version, so that frequent readers need not load all of them each time.
    private record Listed(long version, Instant at, List<Account> accounts) {}

    private record VersionDocument(String id, long changes) {}

    @Override
    public Optional<Account> find(Username username) {
        return readable
                .call(mongo ->
                        mongo.find(named(username), AccountDocument.class, Collections.ACCOUNTS))
                .stream()
                .map(MAPPER::toAccount)
                .findFirst();
    }

    @Override
    public List<Account> list() {
        return store.call(mongo -> {
            Instant now = clock.instant();
            // Read first: a change between the two reads is read again, and none is missed.
            long version = version(mongo);
            Listed last = listed.get();
            if (last == null
                    || last.version() != version
                    || !now.isBefore(last.at().plus(READ_ANEW))) {
                last = new Listed(version, now, all(mongo));
                listed.set(last);
            }
            return last.accounts();
        });
    }

    private static long version(MongoOperations mongo) {
        VersionDocument version =
                mongo.findOne(VERSION, VersionDocument.class, Collections.VERSIONS);
        return version == null ? 0 : version.changes();
    }

    private static List<Account> all(MongoOperations mongo) {
        Query all = new Query().with(Sort.by("_id"));
        return mongo.find(all, AccountDocument.class, Collections.ACCOUNTS).stream()
                .map(MAPPER::toAccount)
                .toList();
    }

    /// Called after each change: a reader of the new version finds the change.
    private static void raiseVersion(MongoOperations mongo) {
        Contended.retried(
                () -> mongo.upsert(VERSION, new Update().inc("changes", 1L), Collections.VERSIONS));
    }

    @Override
    public Insertion insert(Account account) {
        AccountDocument document = MAPPER.toDocument(account);
        try {
            store.run(mongo -> {
                mongo.insert(document, Collections.ACCOUNTS);
                raiseVersion(mongo);
            });
            return Insertion.DONE;
        } catch (DuplicateKeyException _) {
            return Insertion.EXISTS;
        }
    }

    @Override
    public Change replace(Account account, String revision) {
        AccountDocument document = MAPPER.toDocument(account);
        Query unchanged = named(account.username()).addCriteria(withRevision(revision));
        return changed(mongo ->
                mongo.replace(unchanged, document, Collections.ACCOUNTS).getMatchedCount());
    }

    @Override
    public Change remove(Username username) {
        return changed(
                mongo -> mongo.remove(named(username), Collections.ACCOUNTS).getDeletedCount());
    }

    private Change changed(ToLongFunction<MongoOperations> change) {
        return store.call(mongo -> {
            if (change.applyAsLong(mongo) == 0) {
                return Change.ABSENT;
            }
            raiseVersion(mongo);
            return Change.DONE;
        });
    }

    /// Accounts older than revisions have none.
    private static Criteria withRevision(String revision) {
        Criteria stored = where("revision");
        return revision.isEmpty() ? stored.in("", null) : stored.is(revision);
    }

    private static Query named(Username username) {
        return query(where("_id").is(username.value()));
    }

    /// An account as stored.
    ///
    /// @param id the username
    /// @param revision null for an account older than revisions
    record AccountDocument(
            String id,
            String passwordHash,
            Set<Role> roles,
            @Nullable IdentityDocument identity,
            Instant createdAt,
            @Nullable String revision,
            @Nullable String client) {

        record IdentityDocument(String orgId, long userId) {}

        @Override
        public String toString() {
            return "AccountDocument[" + id + "]";
        }
    }

    /// Maps components by name.
    @Mapper
    interface AccountMapper {

        @Mapping(target = "id", source = "username")
        AccountDocument toDocument(Account account);

        @Mapping(target = "revision", defaultValue = "")
        @Mapping(target = "username", source = "id")
        Account toAccount(AccountDocument document);

        default String text(Username username) {
            return username.value();
        }

        default Username username(String text) {
            return new Username(text);
        }

        default String text(Secret secret) {
            return secret.reveal();
        }

        default Secret secret(String text) {
            return new Secret(text);
        }
    }
}
