package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Reads pending messages, and parks those that somebody damaged by hand, so that one unreadable
/// document does not stop its lane (case T07).
final class OwedReading {

    private static final Logger LOG = LoggerFactory.getLogger(OwedReading.class);
    private static final ParkReason DAMAGED = new ParkReason("damaged");

    private final MongoConverter converter;
    private final InstantSource clock;

    OwedReading(MongoConverter converter, InstantSource clock) {
        this.converter = converter;
        this.clock = clock;
    }

    private record Placed(long position, Owed owed) {}

    /// Those of the messages that are pending, in lane order.
    List<Owed> readOrPark(MongoOperations mongo, List<String> ids, Target target) {
        Query without = query(where("_id").in(ids));
        // only people read it, and it may be longer than the message
        without.fields().exclude("trace");
        return mongo.find(without, Document.class, JOURNAL).stream()
                .flatMap(raw -> readOrPark(mongo, raw, target))
                .sorted(Comparator.comparingLong(Placed::position))
                .map(Placed::owed)
                .toList();
    }

    private Stream<Placed> readOrPark(MongoOperations mongo, Document raw, Target target) {
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

    private List<Placed> read(Document raw, Target target) {
        MessageDocument message = converter.read(MessageDocument.class, raw);
        return message
                .deliveryTo(target.toString())
                .filter(delivery -> delivery.state() == State.PENDING)
                .map(delivery ->
                        new Placed(
                                delivery.position(),
                                new Owed(message.toMessage(), delivery.toPending())))
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
