package dev.switchboard.adapter.out.persistence.mongo.engine;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/// The order in which documents are walked through step by step: by a time, and by `_id` those that
/// share it, so that no step leaves one out or finds one again.
///
/// @param field what holds the time
public record TimeOrder(String field) {

    public Sort sort() {
        return Sort.by(field, "_id");
    }

    /// Narrows the criteria to what comes behind the last document of the step before.
    public Criteria behind(Instant at, String id, Criteria all) {
        return all.orOperator(where(field).gt(at), where(field).is(at).and("_id").gt(id));
    }
}
