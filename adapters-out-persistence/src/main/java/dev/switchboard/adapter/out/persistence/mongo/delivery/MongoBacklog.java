package dev.switchboard.adapter.out.persistence.mongo.delivery;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.Answers;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Target;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/// What is still owed, read from an index that holds pending messages only.
public final class MongoBacklog implements Backlog {

    private static final int MAX_READS = 20;

    private final MongoStore store;
    private final OwedReading reading;

    public MongoBacklog(MongoStore store, MongoConverter converter, InstantSource clock) {
        this.store = store;
        this.reading = new OwedReading(converter, clock);
    }

    @Override
    public Optional<Target> nextTarget(@Nullable Target after) {
        String name = after == null ? "" : after.toString();
        return Optional.ofNullable(store.call(mongo -> LaneScan.targetBehind(mongo, name)))
                .map(Target::parse);
    }

    @Override
    public Conversations conversations(Target target, @Nullable String from, int limit) {
        return store.call(mongo -> new LaneScan(mongo, target).conversations(from, limit));
    }

    @Override
    public Count count(Target target, @Nullable String from, int limit) {
        return store.call(mongo -> new LaneScan(mongo, target).count(from, limit));
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return store.call(mongo -> pending(mongo, lane, limit));
    }

    /// Once more if some of them turned out to be answered or damaged, for then there may be others
    /// behind them.
    private List<Owed> pending(MongoOperations mongo, LaneKey lane, int limit) {
        for (int i = 0; i < MAX_READS; i++) {
            List<String> ids = LanePage.firstIds(mongo, lane, limit);
            List<Owed> owed = owed(mongo, lane, ids);
            if (ids.size() < limit || owed.size() == limit) {
                return owed;
            }
        }
        throw new StoreUnavailableException("A lane was changed all the time");
    }

    private List<Owed> owed(MongoOperations mongo, LaneKey lane, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Answers.finish(mongo, ids);
        return reading.readOrPark(mongo, ids, lane.target());
    }
}
