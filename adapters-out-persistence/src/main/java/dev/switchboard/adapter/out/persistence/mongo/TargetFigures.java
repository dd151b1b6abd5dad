package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Statistics;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/// Figures on a target's deliveries. MongoDB counts them by state, whether they were retried, and
/// whole milliseconds of the last attempt, so few rows come back however many deliveries there are.
final class TargetFigures {

    private static final Set<State> TAKEN = EnumSet.of(State.DELIVERED, State.ANSWERED);

    private final List<Row> rows;

    private TargetFigures(List<Row> rows) {
        this.rows = rows;
    }

    /// @param millis how long the last attempt took, null if the target was never called
    private record Row(State state, boolean retried, @Nullable Long millis, long count) {

        static Row from(Document row) {
            Document id = row.get("_id", Document.class);
            Number millis = id.get("millis", Number.class);
            return new Row(
                    State.valueOf(id.getString("state")),
                    id.getBoolean("retried"),
                    millis == null ? null : millis.longValue(),
                    row.get("count", Number.class).longValue());
        }
    }

    static Statistics read(MongoOperations mongo, Target target, Instant since) {
        List<Bson> steps = steps(target.toString(), since);
        List<Row> rows =
                mongo.execute(
                        JOURNAL,
                        journal -> journal.aggregate(steps).map(Row::from).into(new ArrayList<>()));
        return new TargetFigures(requireNonNull(rows)).statistics();
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

    private Statistics statistics() {
        return new Statistics(
                count(_ -> true),
                count(row -> TAKEN.contains(row.state())),
                count(row -> row.state() == State.ANSWERED),
                count(Row::retried),
                count(row -> row.state() == State.PARKED),
                count(row -> row.state() == State.PENDING),
                percentile(50),
                percentile(95));
    }

    private long count(Predicate<Row> which) {
        return rows.stream().filter(which).mapToLong(Row::count).sum();
    }

    /// The smallest duration that is not exceeded by that many of a hundred.
    private @Nullable Duration percentile(int percent) {
        TreeMap<Long, Long> durations = new TreeMap<>();
        for (Row row : rows) {
            if (TAKEN.contains(row.state()) && row.millis() != null) {
                durations.merge(row.millis(), row.count(), Long::sum);
            }
        }
        long all = durations.values().stream().mapToLong(Long::longValue).sum();
        long below = 0;
        for (var duration : durations.entrySet()) {
            below += duration.getValue();
            if (below * 100 >= all * percent) {
                return Duration.ofMillis(duration.getKey());
            }
        }
        return null;
    }
}
