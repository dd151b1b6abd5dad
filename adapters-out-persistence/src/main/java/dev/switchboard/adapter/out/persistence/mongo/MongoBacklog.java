package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.unwind;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.aggregation.Aggregation;
import org.springframework.data.mongodb.core.query.Criteria;

/// What is still owed, read from an index that holds pending messages only.
final class MongoBacklog implements Backlog {

    private static final int MAX_READS = 20;

    private final MongoStore store;
    private final OwedReading reading;

    MongoBacklog(MongoStore store, OwedReading reading) {
        this.store = store;
        this.reading = reading;
    }

    /// Ordered by target, then by conversation.
    @Override
    public List<LaneKey> lanes(@Nullable LaneKey after, int limit) {
        String target = after == null ? "" : after.target().toString();
        String conversation = after == null ? "" : after.conversation().value();
        List<LaneKey> lanes = new ArrayList<>();
        for (String pending : pendingTargets(target)) {
            LaneScan scan = new LaneScan(pending, pending.equals(target) ? conversation : "");
            while (lanes.size() < limit && !scan.finished()) {
                lanes.addAll(store.call(mongo -> scan.next(mongo, limit - lanes.size())));
            }
        }
        return lanes;
    }

    private List<String> pendingTargets(String first) {
        return store
                .call(mongo ->
                        mongo.findDistinct(
                                query(pending()), "deliveries.target", JOURNAL, String.class))
                .stream()
                .filter(target -> target.compareTo(first) >= 0)
                .filter(target -> Target.parse(target).kind() != Target.Kind.CLIENTS)
                .sorted()
                .toList();
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return store.call(mongo -> pending(mongo, lane, limit));
    }

    private List<Owed> pending(MongoOperations mongo, LaneKey lane, int limit) {
        for (int i = 0; i < MAX_READS; i++) {
            List<String> ids = LanePage.firstIds(mongo, lane, limit);
            List<Owed> owed = owed(mongo, lane, ids);
            // none although there were some: others may be owed behind them
            if (ids.isEmpty() || !owed.isEmpty()) {
                return owed;
            }
        }
        return List.of();
    }

    private List<Owed> owed(MongoOperations mongo, LaneKey lane, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Answers.finish(mongo, ids);
        return reading.readOrPark(mongo, ids, lane.target());
    }

    @Override
    public Map<Target, Integer> pendingPerTarget() {
        Aggregation counting =
                newAggregation(
                        match(pending()),
                        unwind("deliveries"),
                        match(pending()),
                        group("deliveries.target").count().as("pending"));
        return store
                .call(mongo -> mongo.aggregate(counting, JOURNAL, Document.class))
                .getMappedResults()
                .stream()
                .collect(
                        Collectors.toMap(
                                row -> Target.parse(row.getString("_id")),
                                row -> row.getInteger("pending")));
    }

    private static Criteria pending() {
        return where("deliveries.state").is(State.PENDING.name());
    }
}
