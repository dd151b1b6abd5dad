package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument.OWED;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.AnswerLinks;
import dev.switchboard.adapter.out.persistence.mongo.journal.AnswerLinks.Answers;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.delivery.Backlog;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.delivery.Target;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

/// Reads pending deliveries from an index that holds pending messages only.
public final class MongoBacklog implements Backlog {

    private static final Logger LOG = LoggerFactory.getLogger(MongoBacklog.class);
    private static final int MAX_READS = 20;
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
    /// @param position its position in the lane
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
    public Count count(Target target, Partitions some, @Nullable String from, int limit) {
        return store.call(mongo -> new LaneScan(mongo, target).count(some, from, limit));
    }

    @Override
    public List<Owed> pending(LaneKey lane, int limit) {
        return store.call(mongo -> pending(mongo, lane, limit));
    }

    /// Reads again if some of the messages turned out to be answered or damaged, because others may
    /// follow them.
    private List<Owed> pending(MongoOperations mongo, LaneKey lane, int limit) {
        for (int i = 0; i < MAX_READS; i++) {
            List<Placed<Document>> first = first(mongo, lane, limit);
            Answers answers =
                    AnswerLinks.finish(
                            mongo, first.stream().map(it -> idOf(it.message())).toList());
            List<Owed> owed =
                    first.stream()
                            .filter(it -> !answers.settled(idOf(it.message()), it.position()))
                            .flatMap(it -> readOrPark(mongo, it.message(), lane.target()))
                            .toList();
            if (first.size() < limit || owed.size() == limit) {
                return owed;
            }
        }
        throw new StoreUnavailableException("A lane kept changing");
    }

    private static String idOf(Document message) {
        return String.valueOf(message.get("_id"));
    }

    /// The first pending messages, in lane order; fewer than `size` if there are no more.
    ///
    /// The index has them in order of `seq`. That is the order of the lane except for re-driven
    /// messages, whose positions come later. A message read so far whose position is before the end
    /// of the read part thus precedes all unread ones, and reading continues only while re-driven
    /// messages take up places on the page.
    private static List<Placed<Document>> first(MongoOperations mongo, LaneKey lane, int size) {
        List<Placed<Document>> read = new ArrayList<>();
        long after = 0;
        List<Document> page;
        long known;
        do {
            page = messages(mongo, lane, after, size);
            page.forEach(message -> read.add(placed(message, lane.target())));
            after = page.isEmpty() ? after : seqOf(page.getLast());
            long end = page.size() < size ? Long.MAX_VALUE : DeliveryDocument.positionOf(after);
            known = read.stream().filter(it -> it.position() <= end).count();
        } while (page.size() == size && known < size);
        return read.stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .limit(size)
                .toList();
    }

    /// Falls back to the message's own position if its delivery was damaged by hand.
    private static Placed<Document> placed(Document message, Target target) {
        long position =
                message.getList("deliveries", Document.class, List.of()).stream()
                        .filter(delivery -> target.toString().equals(delivery.getString("target")))
                        .map(delivery -> delivery.get("position", Number.class))
                        .filter(Objects::nonNull)
                        .map(Number::longValue)
                        .findFirst()
                        .orElseGet(() -> DeliveryDocument.positionOf(seqOf(message)));
        return new Placed<>(message, position);
    }

    private static long seqOf(Document message) {
        return message.get("seq", Number.class).longValue();
    }

    private static List<Document> messages(
            MongoOperations mongo, LaneKey lane, long after, int size) {
        Criteria behind =
                Messages.owedTo(lane.target().toString())
                        .and("conversation")
                        .is(lane.conversation().value())
                        .and("seq")
                        .gt(after);
        Query query = query(behind).with(Sort.by("seq")).limit(size);
        // Only people read the trace, and it may be longer than the message.
        query.fields().exclude("trace");
        return mongo.find(query, Document.class, JOURNAL);
    }

    /// Parks messages that were damaged by hand, so that an unreadable document does not stop its
    /// lane (case T07).
    private Stream<Owed> readOrPark(MongoOperations mongo, Document raw, Target target) {
        try {
            MessageDocument message = converter.read(MessageDocument.class, raw);
            Optional<DeliveryDocument> delivery = message.deliveryTo(target.toString());
            if (delivery.isPresent() && delivery.get().state() == State.PENDING) {
                return Stream.of(new Owed(message.toMessage(), delivery.get().toPending()));
            }
        } catch (StoreUnavailableException e) {
            // Its key could not be read: the message may be sound.
            throw e;
        } catch (RuntimeException e) {
            // A damaged document may make the conversion throw anything.
            LOG.error("A stored message is unreadable and was parked: {}", raw.get("_id"));
            LOG.debug("Why it is unreadable", e);
            park(mongo, raw, target);
            return Stream.empty();
        }
        owesNoMore(mongo, raw, target);
        return Stream.empty();
    }

    /// A hub of an older version settled the delivery, which leaves it in our index.
    private static void owesNoMore(MongoOperations mongo, Document raw, Target target) {
        Criteria pending =
                where("target").is(target.toString()).and("state").is(State.PENDING.name());
        Query settled = same(raw).addCriteria(where("deliveries").not().elemMatch(pending));
        mongo.updateFirst(settled, new Update().pull(OWED, target.toString()), JOURNAL);
    }

    private void park(MongoOperations mongo, Document raw, Target target) {
        Update update =
                new Update()
                        .set("deliveries.$[d].state", State.PARKED.name())
                        .set("deliveries.$[d].reason", DAMAGED.code())
                        .set("deliveries.$[d].closed_at", clock.instant())
                        .inc("deliveries.$[d].revision", 1)
                        .pull(OWED, target.toString())
                        .filterArray(where("d.target").is(target.toString()));
        mongo.updateFirst(same(raw), update, JOURNAL);
    }

    private static Query same(Document raw) {
        return query(
                where("conversation").is(raw.get("conversation")).and("_id").is(raw.get("_id")));
    }
}
