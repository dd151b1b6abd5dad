package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.Answers;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// What is still owed, read from an index that holds pending messages only.
public final class MongoBacklog implements Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(MongoBacklog.class);
    private static final int MAX_READS = 20;
    private static final ParkReason DAMAGED = new ParkReason("damaged");

    private final MongoStore store;
    private final MongoConverter converter;
    private final InstantSource clock;

    public MongoBacklog(MongoStore store, MongoConverter converter, InstantSource clock) {
        this.store = store;
        this.converter = converter;
        this.clock = clock;
    }

    /// A message of a lane.
    ///
    /// @param position its place there
    private record Placed<T>(T message, long position) {}

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
            List<String> ids = firstIds(mongo, lane, limit);
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
        return readOrPark(mongo, ids, lane.target());
    }

    /// The ids of the first pending messages, in lane order; fewer than `size` if there are no
    /// more.
    ///
    /// An index has them in the order of `seq`. That is the order of the lane but for re-driven
    /// messages, whose places are behind their own. So what was read and whose place is before the
    /// end of what was read comes before all the rest, and the lane is read on only while re-driven
    /// messages take the places of others on the page.
    private static List<String> firstIds(MongoOperations mongo, LaneKey lane, int size) {
        List<Placed<String>> read = new ArrayList<>();
        long after = 0;
        List<RowDocument> rows;
        long known;
        do {
            rows = rows(mongo, lane, after, size);
            rows.forEach(row -> read.add(placed(row, lane)));
            after = rows.isEmpty() ? after : rows.getLast().seq();
            long end = rows.size() < size ? Long.MAX_VALUE : DeliveryDocument.positionOf(after);
            known = read.stream().filter(it -> it.position() <= end).count();
        } while (rows.size() == size && known < size);
        return read.stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .limit(size)
                .map(Placed::message)
                .toList();
    }

    private static Placed<String> placed(RowDocument row, LaneKey lane) {
        return new Placed<>(
                row.id(), row.deliveryTo(lane.target().toString()).orElseThrow().position());
    }

    private static List<RowDocument> rows(
            MongoOperations mongo, LaneKey lane, long after, int size) {
        Criteria behind =
                Messages.owedTo(lane.target().toString())
                        .and("conversation")
                        .is(lane.conversation().value())
                        .and("seq")
                        .gt(after);
        Query query = query(behind).with(Sort.by("seq")).limit(size);
        query.fields().include(RowDocument.FIELDS);
        return mongo.find(query, RowDocument.class, JOURNAL);
    }

    /// Those of the messages that are pending, in lane order. What somebody damaged by hand is
    /// parked, so that one unreadable document does not stop its lane (case T07).
    private List<Owed> readOrPark(MongoOperations mongo, List<String> ids, Target target) {
        Query without = query(where("_id").in(ids));
        // only people read it, and it may be longer than the message
        without.fields().exclude("trace");
        return mongo.find(without, Document.class, JOURNAL).stream()
                .flatMap(raw -> readOrPark(mongo, raw, target))
                .sorted(Comparator.comparingLong(Placed::position))
                .map(Placed::message)
                .toList();
    }

    private Stream<Placed<Owed>> readOrPark(MongoOperations mongo, Document raw, Target target) {
        try {
            return read(raw, target).stream();
        } catch (RuntimeException e) {
            // whatever a damaged document makes the conversion throw
            LOG.error("A stored message is unreadable and was parked: {}", raw.get("_id"));
            LOG.debug("Why it is unreadable", e);
            park(mongo, raw, target);
            return Stream.empty();
        }
    }

    private List<Placed<Owed>> read(Document raw, Target target) {
        MessageDocument message = converter.read(MessageDocument.class, raw);
        return message
                .deliveryTo(target.toString())
                .filter(delivery -> delivery.state() == State.PENDING)
                .map(delivery ->
                        new Placed<>(
                                new Owed(message.toMessage(), delivery.toPending()),
                                delivery.position()))
                .stream()
                .toList();
    }

    private void park(MongoOperations mongo, Document raw, Target target) {
        Update update =
                new Update()
                        .set("deliveries.$[d].state", State.PARKED.name())
                        .set("deliveries.$[d].reason", DAMAGED.code())
                        .set("deliveries.$[d].closed_at", clock.instant())
                        .inc("deliveries.$[d].revision", 1)
                        .filterArray(where("d.target").is(target.toString()));
        Query damaged =
                query(
                        where("conversation")
                                .is(raw.get("conversation"))
                                .and("_id")
                                .is(raw.get("_id")));
        mongo.updateFirst(damaged, update, JOURNAL);
    }
}
