package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.limit;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.project;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.sort;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.unwind;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.AggregationOperation;

/// What is pending in one lane, by its place in it. Reads the pending messages of that lane and no
/// others; the place belongs to the delivery, so they are sorted after the index found them.
final class LanePage {

    private static final String POSITION = "deliveries.position";

    private LanePage() {}

    /// The ids of the first pending messages, in lane order.
    static List<String> firstIds(MongoOperations mongo, LaneKey lane, int size) {
        return read(mongo, lane, Sort.by(POSITION), size).stream()
                .map(found -> found.getString("_id"))
                .toList();
    }

    /// The place of the last pending message, 0 if there is none.
    static long lastPosition(MongoOperations mongo, LaneKey lane) {
        return read(mongo, lane, Sort.by(Direction.DESC, POSITION), 1).stream()
                .mapToLong(found ->
                        found.get("deliveries", Document.class)
                                .get("position", Number.class)
                                .longValue())
                .findFirst()
                .orElse(0);
    }

    private static List<Document> read(MongoOperations mongo, LaneKey lane, Sort order, int size) {
        String target = lane.target().toString();
        String conversation = lane.conversation().value();
        List<AggregationOperation> steps = new ArrayList<>();
        steps.add(match(Messages.owedTo(target).and("conversation").is(conversation)));
        steps.add(project("deliveries"));
        steps.add(unwind("deliveries"));
        steps.add(match(where("deliveries.target").is(target)));
        steps.add(sort(order));
        steps.add(limit(size));
        return mongo.aggregate(newAggregation(steps), JOURNAL, Document.class).getMappedResults();
    }
}
