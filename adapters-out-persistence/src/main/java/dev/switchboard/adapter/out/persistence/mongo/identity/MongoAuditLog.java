package dev.switchboard.adapter.out.persistence.mongo.identity;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Mapper;
import org.mapstruct.factory.Mappers;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.query.Query;

/// Audit entries by their ids, which grow with time.
final class MongoAuditLog implements AuditLog {

    private static final Sort NEWEST_FIRST = Sort.by(Direction.DESC, "_id");

    private static final AuditMapper MAPPER = Mappers.getMapper(AuditMapper.class);

    private final MongoStore store;

    MongoAuditLog(MongoStore store) {
        this.store = store;
    }

    @Override
    public void record(AuditEntry entry) {
        AuditDocument document = MAPPER.toDocument(entry);
        store.run(mongo -> mongo.insert(document, Collections.AUDIT));
    }

    @Override
    public List<AuditEntry> list(@Nullable String before, int limit) {
        Query page = new Query().with(NEWEST_FIRST).limit(limit);
        if (before != null) {
            page.addCriteria(where("_id").lt(before));
        }
        return store
                .call(mongo -> mongo.find(page, AuditDocument.class, Collections.AUDIT))
                .stream()
                .map(MAPPER::toEntry)
                .toList();
    }

    /// An entry as it is stored.
    ///
    /// @param id grows with time
    record AuditDocument(
            String id, Instant at, String actor, String action, String subject, String detail) {}

    /// Name by name.
    @Mapper
    interface AuditMapper {

        AuditDocument toDocument(AuditEntry entry);

        AuditEntry toEntry(AuditDocument document);
    }
}
