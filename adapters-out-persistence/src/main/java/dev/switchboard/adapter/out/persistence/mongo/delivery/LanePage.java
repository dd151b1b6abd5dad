package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// The beginning of a lane, read by an index in the order of `seq`.
///
/// That is the order of the lane but for re-driven messages, whose places are behind their own. So
/// what was read and whose place is before the end of what was read comes before all the rest, and
/// the lane is read on only while re-driven messages take the places of others on the page.
final class LanePage {

    private LanePage() {}

    private record Placed(String id, long position) {}

    /// The ids of the first pending messages, in lane order; fewer than `size` if there are no
    /// more.
    static List<String> firstIds(MongoOperations mongo, LaneKey lane, int size) {
        List<Placed> read = new ArrayList<>();
        long after = 0;
        List<RowDocument> rows;
        long known;
        do {
            rows = read(mongo, lane, after, size);
            rows.forEach(row -> read.add(placed(row, lane)));
            after = rows.isEmpty() ? after : rows.getLast().seq();
            long end = rows.size() < size ? Long.MAX_VALUE : DeliveryDocument.positionOf(after);
            known = read.stream().filter(it -> it.position() <= end).count();
        } while (rows.size() == size && known < size);
        return read.stream()
                .sorted(Comparator.comparingLong(Placed::position))
                .limit(size)
                .map(Placed::id)
                .toList();
    }

    private static Placed placed(RowDocument row, LaneKey lane) {
        return new Placed(
                row.id(), row.deliveryTo(lane.target().toString()).orElseThrow().position());
    }

    private static List<RowDocument> read(
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
}
