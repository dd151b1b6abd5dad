package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.message.MessageId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// One page of the delivery log.
final class DeliveryPage {

    private DeliveryPage() {}

    static List<Item> read(MongoOperations mongo, DeliveryLog.Query wanted) {
        Query query = query(criteria(mongo, wanted)).with(order(wanted)).limit(wanted.limit());
        query.fields().include(RowDocument.FIELDS);
        List<Item> page = new ArrayList<>();
        for (RowDocument row : mongo.find(query, RowDocument.class, JOURNAL)) {
            List<Item> items = items(row, wanted);
            // a message is shown whole: the next page continues behind messages
            if (!page.isEmpty() && page.size() + items.size() > wanted.limit()) {
                break;
            }
            page.addAll(items);
        }
        return page;
    }

    private static List<Item> items(RowDocument row, DeliveryLog.Query wanted) {
        return row.deliveries().stream()
                .filter(delivery -> fits(delivery, wanted))
                .map(row::toItem)
                .toList();
    }

    private static boolean fits(DeliveryDocument delivery, DeliveryLog.Query wanted) {
        return (wanted.target() == null || wanted.target().toString().equals(delivery.target()))
                && (wanted.states().isEmpty() || wanted.states().contains(delivery.state()))
                && (wanted.parkedFor() == null || wanted.parkedFor().equals(delivery.reason()));
    }

    private static Criteria criteria(MongoOperations mongo, DeliveryLog.Query wanted) {
        Criteria criteria = where("deliveries").elemMatch(delivery(wanted));
        if (wanted.conversation() != null) {
            criteria = criteria.and("conversation").is(wanted.conversation().value());
        }
        if (wanted.before() != null) {
            criteria = criteria.and("at").lt(wanted.before());
        }
        return wanted.after() == null ? criteria : behind(mongo, criteria, wanted, wanted.after());
    }

    private static Criteria behind(
            MongoOperations mongo, Criteria criteria, DeliveryLog.Query wanted, MessageId after) {
        RowDocument last = wanted.conversation() == null ? null : Messages.row(mongo, after);
        return last == null
                ? criteria.and("_id").gt(after.value())
                : criteria.and("seq").gt(last.seq());
    }

    /// Always with a list of states, so that the indexes on them can be used.
    private static Criteria delivery(DeliveryLog.Query wanted) {
        List<State> states =
                wanted.states().isEmpty()
                        ? Arrays.asList(State.values())
                        : List.copyOf(wanted.states());
        Criteria delivery = where("state").in(states.stream().map(State::name).toList());
        if (wanted.target() != null) {
            delivery = delivery.and("target").is(wanted.target().toString());
        }
        if (wanted.parkedFor() != null) {
            delivery = delivery.and("reason").is(wanted.parkedFor());
        }
        return delivery;
    }

    /// Within a conversation by its own order, which its index has.
    private static Sort order(DeliveryLog.Query wanted) {
        return wanted.conversation() == null ? Messages.BY_ID : Sort.by("seq");
    }
}
