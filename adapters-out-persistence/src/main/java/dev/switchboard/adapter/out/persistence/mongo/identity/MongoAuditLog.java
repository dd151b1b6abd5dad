package dev.switchboard.adapter.out.persistence.mongo.identity;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.AUDIT;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.AUDIT_INTENTS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Contended;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditEntry.Draft;
import dev.switchboard.domain.audit.AuditEntry.Head;
import dev.switchboard.domain.audit.AuditEntry.Outcome;
import dev.switchboard.domain.audit.AuditFilter;
import dev.switchboard.domain.audit.Intent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Audit entries by their counting ids: two writers that want the same place in the chain use the
/// same id, and only one succeeds.
final class MongoAuditLog implements AuditLog {

    private static final Sort NEWEST_FIRST = Sort.by(Direction.DESC, "_id");
    private static final Sort OLDEST_FIRST = Sort.by(Direction.ASC, "_id");
    private static final int REMOVED_AT_ONCE = 1000;
    private static final AuditMapper MAPPER = Mappers.getMapper(AuditMapper.class);

    private final MongoStore store;

    MongoAuditLog(MongoStore store) {
        this.store = store;
    }

    @Override
    public AuditEntry append(Draft draft, @Nullable String intent) {
        AuditEntry appended =
                store.call(mongo ->
                        Contended.retried(() -> {
                            AuditEntry entry = draft.behind(head(mongo));
                            mongo.insert(MAPPER.toDocument(entry), AUDIT);
                            return entry;
                        }));
        if (intent != null) {
            drop(intent);
        }
        return appended;
    }

    private static Head head(MongoOperations mongo) {
        Query newest = new Query().with(NEWEST_FIRST).limit(1);
        return mongo.find(newest, AuditDocument.class, AUDIT).stream()
                .map(MAPPER::toEntry)
                .filter(AuditEntry::isChained)
                .map(AuditEntry::head)
                .findFirst()
                .orElse(Head.NONE);
    }

    @Override
    public Found list(AuditFilter filter, @Nullable String before, int limit, int most) {
        return store.call(mongo -> {
            String last = lastOf(mongo, before, most);
            Query page = page(filter, before, last).with(NEWEST_FIRST).limit(limit);
            List<AuditEntry> entries =
                    mongo.find(page, AuditDocument.class, AUDIT).stream()
                            .map(MAPPER::toEntry)
                            .toList();
            boolean full = entries.size() == limit;
            return new Found(entries, full ? entries.getLast().id() : last);
        });
    }

    /// Reads from the index which entry is the last to look at; null if there are fewer than that.
    private static @Nullable String lastOf(
            MongoOperations mongo, @Nullable String before, int most) {
        Query last = before == null ? new Query() : query(where("_id").lt(before));
        last.with(NEWEST_FIRST).skip(most - 1L).limit(1).fields().include("_id");
        return mongo.find(last, IdDocument.class, AUDIT).stream()
                .map(IdDocument::id)
                .findFirst()
                .orElse(null);
    }

    private static Query page(AuditFilter filter, @Nullable String before, @Nullable String last) {
        List<Criteria> all = new ArrayList<>();
        if (before != null) {
            all.add(where("_id").lt(before));
        }
        if (last != null) {
            all.add(where("_id").gte(last));
        }
        if (filter.actor() != null) {
            all.add(where("actor").is(filter.actor()));
        }
        if (filter.action() != null) {
            all.add(where("action").is(filter.action()));
        }
        if (filter.subject() != null) {
            all.add(where("subject").is(filter.subject()));
        }
        if (filter.from() != null) {
            all.add(where("at").gte(filter.from()));
        }
        if (filter.to() != null) {
            all.add(where("at").lt(filter.to()));
        }
        return all.isEmpty() ? new Query() : query(new Criteria().andOperator(all));
    }

    @Override
    public List<AuditEntry> after(@Nullable String after, int limit) {
        Query page = after == null ? new Query() : query(where("_id").gt(after));
        return found(page.with(OLDEST_FIRST).limit(limit));
    }

    private List<AuditEntry> found(Query page) {
        return store.call(mongo -> mongo.find(page, AuditDocument.class, AUDIT)).stream()
                .map(MAPPER::toEntry)
                .toList();
    }

    @Override
    public void removeThrough(String id) {
        Query next = query(where("_id").lte(id)).with(OLDEST_FIRST).limit(REMOVED_AT_ONCE);
        List<AuditEntry> oldest = found(next);
        while (!oldest.isEmpty()) {
            String last = oldest.getLast().id();
            store.run(mongo -> mongo.remove(query(where("_id").lte(last)), AUDIT));
            oldest = found(next);
        }
    }

    @Override
    public void begin(Intent intent) {
        IntentDocument document = MAPPER.toDocument(intent);
        store.run(mongo -> mongo.insert(document, AUDIT_INTENTS));
    }

    @Override
    public void drop(String intent) {
        store.run(mongo -> mongo.remove(query(where("_id").is(intent)), AUDIT_INTENTS));
    }

    @Override
    public List<Intent> begun(int limit) {
        Query some = new Query().limit(limit);
        return store.call(mongo -> mongo.find(some, IntentDocument.class, AUDIT_INTENTS)).stream()
                .map(MAPPER::toIntent)
                .toList();
    }

    /// An entry as stored.
    ///
    /// @param id rises
    /// @param outcome null for entries before the chain, as are all later components
    record AuditDocument(
            String id,
            Instant at,
            String actor,
            String action,
            String subject,
            String detail,
            @Nullable Outcome outcome,
            @Nullable String address,
            @Nullable String requestId,
            @Nullable String previous,
            @Nullable String hash) {}

    /// The id of an entry alone.
    record IdDocument(String id) {}

    /// An intent as stored.
    record IntentDocument(
            String id,
            Instant at,
            String actor,
            String action,
            String subject,
            String address,
            String requestId) {}

    /// Maps components by name.
    @Mapper
    interface AuditMapper {

        AuditDocument toDocument(AuditEntry entry);

        @Mapping(target = "outcome", defaultValue = "DONE")
        @Mapping(target = "address", defaultValue = "")
        @Mapping(target = "requestId", defaultValue = "")
        @Mapping(target = "previous", defaultValue = "")
        @Mapping(target = "hash", defaultValue = "")
        AuditEntry toEntry(AuditDocument document);

        IntentDocument toDocument(Intent intent);

        Intent toIntent(IntentDocument document);
    }
}
