package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.audit.AuditCursor;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// A single document: the id as text.
final class MongoAuditCursor implements AuditCursor {

    private static final Query DOCUMENT = query(where("_id").is("audit_stream"));
    private static final String LAST = "last";

    private final MongoStore store;

    MongoAuditCursor(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> last() {
        return Optional.ofNullable(
                        store.call(mongo ->
                                mongo.findOne(DOCUMENT, Document.class, Collections.STORE)))
                .map(document -> document.getString(LAST));
    }

    @Override
    public void move(String id) {
        store.run(mongo -> mongo.upsert(DOCUMENT, new Update().set(LAST, id), Collections.STORE));
    }
}
