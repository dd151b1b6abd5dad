package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.switchboard.adapter.out.persistence.mongo.engine.Deadline;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.query.DeliveryFigures;
import dev.switchboard.adapter.out.persistence.query.DeliveryFigures.Row;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/// Has MongoDB count a target's deliveries for [DeliveryFigures], and caches the counts.
///
/// The messages of one hour are counted at a time. A past hour changes less and less, so it is
/// recounted only after a sixtieth of the time since it ended. If a count fails, the previous one
/// is used; a call that runs out of time leaves its counts to the next one.
final class TargetFigures {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int FRESH = 60;
    private static final int MOST_KEPT = 1000;

    private final MongoStore store;
    private final InstantSource clock;
    private final Map<Hour, Counted> kept = new LinkedHashMap<>(16, 0.75f, true);

    TargetFigures(MongoStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    private record Hour(Target target, Instant begin) {
        Instant end() {
            return begin.plus(HOUR);
        }
    }

    private record Counted(List<Row> rows, Instant at) {
        boolean holds(Hour hour, Instant now) {
            Duration age = Duration.between(hour.end(), at);
            return Duration.between(at, now).multipliedBy(FRESH).compareTo(age) < 0;
        }
    }

    Statistics read(Target target, Instant since) {
        return Deadline.bounded(() -> new DeliveryFigures(rows(target, since)).statistics());
    }

    private List<Row> rows(Target target, Instant since) {
        Instant now = clock.instant();
        Instant thisHour = beginOfHour(now);
        if (!since.isBefore(thisHour)) {
            return count(target, since, null);
        }
        Instant begin = beginOfHour(since);
        List<Row> rows = new ArrayList<>();
        if (begin.isBefore(since)) {
            begin = begin.plus(HOUR);
            rows.addAll(count(target, since, begin));
        }
        for (; begin.isBefore(thisHour); begin = begin.plus(HOUR)) {
            rows.addAll(countOrRecall(new Hour(target, begin), begin.plus(HOUR), now));
        }
        // The current hour has no end, because the clocks of other hubs may differ.
        rows.addAll(countOrRecall(new Hour(target, thisHour), null, now));
        return rows;
    }

    private List<Row> countOrRecall(Hour hour, @Nullable Instant end, Instant now) {
        Counted before = recall(hour);
        if (before != null && before.holds(hour, now)) {
            return before.rows();
        }
        try {
            List<Row> rows = count(hour.target(), hour.begin(), end);
            keep(hour, new Counted(rows, now));
            return rows;
        } catch (StoreUnavailableException e) {
            if (before == null) {
                throw e;
            }
            return before.rows();
        }
    }

    private @Nullable Counted recall(Hour hour) {
        synchronized (kept) {
            return kept.get(hour);
        }
    }

    private void keep(Hour hour, Counted counted) {
        synchronized (kept) {
            kept.put(hour, counted);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }

    private static Instant beginOfHour(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 3600L) * 3600);
    }

    private List<Row> count(Target target, Instant from, @Nullable Instant end) {
        return store.call(mongo -> count(mongo, target.toString(), from, end));
    }

    private static List<Row> count(
            MongoOperations mongo, String target, Instant from, @Nullable Instant end) {
        Bson ofTarget = Filters.eq("deliveries.target", target);
        Bson since = Filters.gte("at", from);
        Bson inTime = end == null ? since : Filters.and(since, Filters.lt("at", end));
        Document nanos = new Document("$divide", List.of("$deliveries.last.took_nanos", 1_000_000));
        Document group =
                new Document("state", "$deliveries.state")
                        .append("retried", new Document("$gt", List.of("$deliveries.attempts", 1)))
                        .append("millis", new Document("$floor", nanos));
        List<Bson> steps =
                List.of(
                        Aggregates.match(Filters.and(ofTarget, inTime)),
                        Aggregates.unwind("$deliveries"),
                        Aggregates.match(ofTarget),
                        Aggregates.group(group, Accumulators.sum("count", 1L)));
        return requireNonNull(
                mongo.execute(
                        JOURNAL,
                        journal ->
                                journal.aggregate(steps)
                                        .map(TargetFigures::row)
                                        .into(new ArrayList<>())));
    }

    private static Row row(Document row) {
        Document id = row.get("_id", Document.class);
        Number millis = id.get("millis", Number.class);
        return new Row(
                State.valueOf(id.getString("state")),
                id.getBoolean("retried"),
                millis == null ? null : millis.longValue(),
                row.get("count", Number.class).longValue());
    }
}
