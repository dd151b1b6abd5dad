package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.journal.SettleBatcher;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.adapter.out.persistence.query.MessageIds;
import dev.switchboard.application.port.out.delivery.DeliveryLog;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Item;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.delivery.Statistics;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Looks up deliveries without reading content and traces: a delivery contains its newest attempt.
public final class MongoDeliveryLog implements DeliveryLog {

    private final MongoStore store;
    private final SettleBatcher line;
    private final TargetFigures figures;

    public MongoDeliveryLog(MongoStore store, SettleBatcher line, InstantSource clock) {
        this.store = store;
        this.line = line;
        this.figures = new TargetFigures(store, clock);
    }

    @Override
    public Optional<Item> find(MessageId message, Target target) {
        line.catchUp();
        return Optional.ofNullable(store.call(mongo -> Messages.row(mongo, message)))
                .flatMap(row -> row.deliveryTo(target.toString()).map(row::toItem));
    }

    @Override
    public List<Item> list(Query query) {
        line.catchUp();
        return store.call(mongo -> read(mongo, query));
    }

    @Override
    public Statistics statistics(Target target, Instant since) {
        line.catchUp();
        return figures.read(target, since);
    }

    private static List<Item> read(MongoOperations mongo, Query wanted) {
        var query = query(criteria(mongo, wanted)).with(order(wanted)).limit(wanted.limit());
        query.fields().include(RowDocument.FIELDS);
        List<Item> page = new ArrayList<>();
        for (RowDocument row : mongo.find(query, RowDocument.class, JOURNAL)) {
            if (page.size() >= wanted.limit()) {
                break;
            }
            page.addAll(items(row, wanted));
        }
        return page;
    }

    private static List<Item> items(RowDocument row, Query wanted) {
        return row.deliveries().stream()
                .filter(delivery -> fits(delivery, wanted))
                .map(row::toItem)
                .toList();
    }

    private static boolean fits(DeliveryDocument delivery, Query wanted) {
        return (wanted.target() == null || wanted.target().toString().equals(delivery.target()))
                && (wanted.states().isEmpty() || wanted.states().contains(delivery.state()))
                && (wanted.parkedFor() == null || wanted.parkedFor().equals(delivery.reason()));
    }

    private static Criteria criteria(MongoOperations mongo, Query wanted) {
        Criteria criteria = where("deliveries").elemMatch(delivery(wanted));
        if (wanted.conversation() != null) {
            criteria = criteria.and("conversation").is(wanted.conversation().value());
        }
        if (wanted.before() != null) {
            criteria = criteria.and("at").lt(wanted.before());
        }
        MessageId after = wanted.after();
        RowDocument last =
                after == null || wanted.conversation() == null ? null : Messages.row(mongo, after);
        if (last != null) {
            return criteria.and("seq").gt(last.seq());
        }
        return between(criteria, after, wanted.before());
    }

    private static Criteria between(
            Criteria criteria, @Nullable MessageId after, @Nullable Instant before) {
        if (after == null && before == null) {
            return criteria;
        }
        Criteria id = criteria.and("_id");
        if (after != null) {
            id = id.gt(after.value());
        }
        return before == null ? id : id.lt(MessageIds.behind(before).value());
    }

    /// Always names a list of states, so that the indexes on states can be used.
    private static Criteria delivery(Query wanted) {
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

    /// Within a conversation ordered by `seq`, as its index is.
    private static Sort order(Query wanted) {
        return wanted.conversation() == null ? Sort.by("_id") : Sort.by("seq");
    }
}
