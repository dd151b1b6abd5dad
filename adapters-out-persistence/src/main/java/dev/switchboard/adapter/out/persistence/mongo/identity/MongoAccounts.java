package dev.switchboard.adapter.out.persistence.mongo.identity;

import static dev.switchboard.adapter.out.persistence.mongo.identity.AccountMapper.ACCOUNTS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.identity.Account;
import dev.switchboard.domain.identity.Username;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Accounts under their names, which are the documents' ids and therefore unique.
final class MongoAccounts implements Accounts {

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
                .map(ACCOUNTS::toAccount)
                .findFirst();
    }

    @Override
    public List<Account> list() {
        Query all = new Query().with(Messages.BY_ID);
        return store
                .call(mongo -> mongo.find(all, AccountDocument.class, Collections.ACCOUNTS))
                .stream()
                .map(ACCOUNTS::toAccount)
                .toList();
    }

    @Override
    public Insertion insert(Account account) {
        AccountDocument document = ACCOUNTS.toDocument(account);
        try {
            store.run(mongo -> mongo.insert(document, Collections.ACCOUNTS));
            return Insertion.DONE;
        } catch (DuplicateKeyException _) {
            return Insertion.EXISTS;
        }
    }

    @Override
    public Change replace(Account account, String revision) {
        AccountDocument document = ACCOUNTS.toDocument(account);
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
}
