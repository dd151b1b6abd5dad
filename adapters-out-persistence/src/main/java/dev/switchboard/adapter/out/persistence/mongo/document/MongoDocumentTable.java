package dev.switchboard.adapter.out.persistence.mongo.document;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.DocumentTable;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.document.TableForm.Index;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Documents as they are, in a collection of their table's name.
public final class MongoDocumentTable implements DocumentTable {

    private final MongoStore store;
    private final TableForm form;

    public MongoDocumentTable(MongoStore store, TableForm form) {
        this.store = store;
        this.form = form;
    }

    @Override
    public List<Document> find(Collection<String> ids) {
        return found(query(where("_id").in(ids)));
    }

    private List<Document> found(Query query) {
        return store.call(mongo -> mongo.find(query, Document.class, form.name()));
    }

    @Override
    public List<Document> scan(Index index, Range range, int limit) {
        Criteria part =
                switch (range) {
                    case Range.Only(String value) -> where(index.field()).is(value);
                    case Range.Through(Instant last) -> where(index.field()).lte(Date.from(last));
                };
        return found(query(part).with(Sort.by(index.field(), "_id")).limit(limit));
    }

    @Override
    public List<Outcome> write(List<Change> changes) {
        return store.call(mongo -> {
            List<Outcome> outcomes = new ArrayList<>();
            changes.forEach(change -> outcomes.add(make(change, mongo)));
            return outcomes;
        });
    }

    private Outcome make(Change change, MongoOperations mongo) {
        return switch (change) {
            case Change.Insert(Document document) -> {
                try {
                    mongo.insert(document, form.name());
                    yield Outcome.DONE;
                } catch (DuplicateKeyException _) {
                    yield Outcome.REFUSED;
                }
            }
            case Change.Replace(Document document, long version) -> {
                Query same =
                        query(
                                where("_id")
                                        .is(document.getString("_id"))
                                        .and("version")
                                        .is(version));
                yield done(mongo.replace(same, document, form.name()).getMatchedCount());
            }
            case Change.Remove(String id) ->
                    done(mongo.remove(query(where("_id").is(id)), form.name()).getDeletedCount());
        };
    }

    private static Outcome done(long documents) {
        return documents == 0 ? Outcome.REFUSED : Outcome.DONE;
    }
}
