package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// One of the small steps in which all that is pending for a target is parked.
///
/// @param parked how many deliveries this step parked
record ParkedPage(int parked, boolean mayHaveMore) {

    private static final int SIZE = 500;

    static ParkedPage park(MongoOperations mongo, Target target, ParkReason reason, Instant now) {
        Criteria owed = Messages.owedTo(target.toString());
        List<String> ids = ids(mongo, owed);
        if (ids.isEmpty()) {
            return new ParkedPage(0, false);
        }
        Set<String> answered = Answers.finish(mongo, ids);
        List<String> open = ids.stream().filter(id -> !answered.contains(id)).toList();
        Query query = query(Messages.owedTo(target.toString()).and("_id").in(open));
        long parked =
                mongo.updateMulti(query, parking(target, reason, now), JOURNAL).getModifiedCount();
        return new ParkedPage((int) parked, ids.size() == SIZE);
    }

    private static List<String> ids(MongoOperations mongo, Criteria owed) {
        Query query = query(owed).limit(SIZE);
        query.fields().include(RowDocument.FIELDS);
        return mongo.find(query, RowDocument.class, JOURNAL).stream().map(RowDocument::id).toList();
    }

    /// What [dev.switchboard.domain.delivery.Delivery.Pending#park] does, for many at once.
    private static Update parking(Target target, ParkReason reason, Instant now) {
        Attempt step = Attempt.step(now, Outcome.PARKED, reason.code());
        Update update =
                new Update()
                        .set("deliveries.$[d].state", State.PARKED.name())
                        .set("deliveries.$[d].reason", reason.code())
                        .set("deliveries.$[d].closed_at", now)
                        .unset("deliveries.$[d].since")
                        .unset("deliveries.$[d].due_at")
                        .inc("deliveries.$[d].revision", 1)
                        .filterArray(where("d.target").is(target.toString()));
        return DeliverySteps.traced(update, HopDocument.from(target, step));
    }
}
