package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.switchboard.adapter.out.persistence.figures.DeliveryFigures;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Statistics;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoOperations;

/// Lets MongoDB count a target's deliveries for [DeliveryFigures].
final class TargetFigures {

    private TargetFigures() {}

    static Statistics read(MongoOperations mongo, Target target, Instant since) {
        List<Bson> steps = steps(target.toString(), since);
        List<DeliveryFigures.Row> rows =
                mongo.execute(
                        JOURNAL,
                        journal ->
                                journal.aggregate(steps)
                                        .map(TargetFigures::row)
                                        .into(new ArrayList<>()));
        return new DeliveryFigures(requireNonNull(rows)).statistics();
    }

    private static List<Bson> steps(String target, Instant since) {
        Bson ofTarget = Filters.eq("deliveries.target", target);
        Document nanos = new Document("$divide", List.of("$deliveries.last.took_nanos", 1_000_000));
        Document group =
                new Document("state", "$deliveries.state")
                        .append("retried", new Document("$gt", List.of("$deliveries.attempts", 1)))
                        .append("millis", new Document("$floor", nanos));
        return List.of(
                Aggregates.match(Filters.and(ofTarget, Filters.gte("at", since))),
                Aggregates.unwind("$deliveries"),
                Aggregates.match(ofTarget),
                Aggregates.group(group, Accumulators.sum("count", 1L)));
    }

    private static DeliveryFigures.Row row(Document row) {
        Document id = row.get("_id", Document.class);
        Number millis = id.get("millis", Number.class);
        return new DeliveryFigures.Row(
                State.valueOf(id.getString("state")),
                id.getBoolean("retried"),
                millis == null ? null : millis.longValue(),
                row.get("count", Number.class).longValue());
    }
}
