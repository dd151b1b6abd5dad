package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/// The order for visiting documents in steps: by a time and, for equal times, by `_id`, so that no
/// step skips a document or returns one twice.
///
/// @param field the field with the time
public record TimeOrder(String field) {

    public Sort sort() {
        return Sort.by(field, "_id");
    }

    /// Restricts the criteria to documents after the last one of the previous step.
    public Criteria behind(Instant at, String id, Criteria all) {
        return all.orOperator(where(field).gt(at), where(field).is(at).and("_id").gt(id));
    }
}
