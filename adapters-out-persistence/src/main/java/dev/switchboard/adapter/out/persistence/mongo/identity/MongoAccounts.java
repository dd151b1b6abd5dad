package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Accounts under their names, which are the documents' ids and therefore unique.
final class MongoAccounts implements Accounts {

    private static final AccountMapper MAPPER = Mappers.getMapper(AccountMapper.class);

    private final MongoStore store;

    MongoAccounts(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<Account> find(Username username) {
        return store
                .call(mongo ->
                        mongo.find(named(username), AccountDocument.class, Collections.ACCOUNTS))
                .stream()
                .map(MAPPER::toAccount)
                .findFirst();
    }

    @Override
    public List<Account> list() {
        Query all = new Query().with(Sort.by("_id"));
        return store
                .call(mongo -> mongo.find(all, AccountDocument.class, Collections.ACCOUNTS))
                .stream()
                .map(MAPPER::toAccount)
                .toList();
    }

    @Override
    public Insertion insert(Account account) {
        AccountDocument document = MAPPER.toDocument(account);
        try {
            store.run(mongo -> mongo.insert(document, Collections.ACCOUNTS));
            return Insertion.DONE;
        } catch (DuplicateKeyException _) {
            return Insertion.EXISTS;
        }
    }

    @Override
    public Change replace(Account account, String revision) {
        AccountDocument document = MAPPER.toDocument(account);
        Query unchanged = named(account.username()).addCriteria(withRevision(revision));
        long found =
                store.call(mongo ->
                        mongo.replace(unchanged, document, Collections.ACCOUNTS).getMatchedCount());
        return found == 1 ? Change.DONE : Change.ABSENT;
    }

    @Override
    public Change remove(Username username) {
        long removed =
                store.call(mongo ->
                        mongo.remove(named(username), Collections.ACCOUNTS).getDeletedCount());
        return removed == 1 ? Change.DONE : Change.ABSENT;
    }

    /// Accounts that are older than revisions are have none.
    private static Criteria withRevision(String revision) {
        Criteria stored = where("revision");
        return revision.isEmpty() ? stored.in("", null) : stored.is(revision);
    }

    private static Query named(Username username) {
        return query(where("_id").is(username.value()));
    }

    /// An account as it is stored.
    ///
    /// @param id the user name
    /// @param revision null of an account that is older than revisions are
    record AccountDocument(
            String id,
            String passwordHash,
            Set<Role> roles,
            @Nullable IdentityDocument identity,
            Instant createdAt,
            @Nullable String revision,
            @Nullable String client) {

        record IdentityDocument(String orgId, long userId) {}
    }

    /// Name by name.
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
