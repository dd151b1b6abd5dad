package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Forgets in small steps.
///
/// No TTL index does this: TTL deletes by age alone, and here nothing may go before somebody looked
/// at its state (promise D2). Reads filter by time themselves, so late cleaning changes no answer.
public final class MongoRetention implements Retention {

    private static final int STEP = 200;

    private final MongoStore store;

    public MongoRetention(MongoStore store) {
        this.store = store;
    }

    /// Each kind goes on however the others fare, and then the first failure is told.
    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        SettledScan settled = new SettledScan(settledBefore);
        List<LongSupplier> kinds =
                List.of(
                        () -> repeat(mongo -> KeyRegister.freeSome(mongo, now)),
                        () -> repeat(mongo -> forgetSomeDead(mongo, deadBefore)),
                        () -> removeAll(settled));
        long gone = 0;
        @Nullable StoreUnavailableException failed = null;
        for (LongSupplier kind : kinds) {
            try {
                gone += kind.getAsLong();
            } catch (StoreUnavailableException e) {
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return (int) gone;
    }

    private long removeAll(SettledScan scan) {
        long all = 0;
        while (!scan.finished()) {
            all += store.call(scan::removeSome);
        }
        return all;
    }

    private long repeat(Function<MongoOperations, Long> step) {
        long all = 0;
        long gone;
        do {
            gone = store.call(step);
            all += gone;
        } while (gone > 0);
        return all;
    }

    private static long forgetSomeDead(MongoOperations mongo, Instant before) {
        Query some = query(where("deliveries").elemMatch(dead(before))).limit(STEP);
        some.fields().include(RowDocument.FIELDS);
        List<RowDocument> rows = mongo.find(some, RowDocument.class, JOURNAL);
        if (rows.isEmpty()) {
            return 0;
        }
        List<String> ids = rows.stream().map(RowDocument::id).toList();
        Update pull = new Update().pull("deliveries", dead(before).getCriteriaObject());
        return mongo.updateMulti(query(where("_id").in(ids)), pull, JOURNAL).getModifiedCount();
    }

    private static Criteria dead(Instant before) {
        return where("state")
                .in(State.PARKED.name(), State.DISCARDED.name())
                .and("closed_at")
                .lt(before);
    }
}
