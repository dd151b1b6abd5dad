package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument.OWED;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HopDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.message.Replayer;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Writes a step of a delivery: state and trace in one conditional update.
final class DeliverySteps {

    /// Older builds wrote up to 2,000 steps here. Calls end at [TracePages#IN_THE_MESSAGE] for each
    /// target; the rest leaves room for admins' actions.
    private static final int LONGEST_TRACE = 200;

    /// The place in the lane of the delivery that an update changes.
    static final String POSITION = "deliveries.$[d].position";

    private DeliverySteps() {}

    /// @return whether the step was taken; if not, nothing changed
    static boolean take(MongoOperations mongo, Settlement step) {
        return take(mongo, step, update(step));
    }

    /// Like the above, with a new position in the lane.
    static boolean take(MongoOperations mongo, Settlement step, long position) {
        return take(mongo, step, update(step).set(POSITION, position));
    }

    private static boolean take(MongoOperations mongo, Settlement step, Update update) {
        return mongo.updateFirst(expected(step), update, JOURNAL).getMatchedCount() == 1;
    }

    /// The message, unless another writer stepped in.
    static Query expected(Settlement step) {
        String target = step.next().target().toString();
        Criteria delivery = where("target").is(target).and("revision").is(step.expected());
        return Messages.in(step.conversation(), step.message())
                .addCriteria(where("deliveries").elemMatch(delivery));
    }

    static Update update(Settlement step) {
        HopDocument hop = hopOf(step);
        return told(assign(step.next(), hop), step, hop);
    }

    /// The same step as one that nobody called the target for.
    static Settlement of(Replayer.Step step) {
        return new Settlement(step.message(), step.from().revision(), step.next(), step.again());
    }

    /// Like [#update(Settlement)], with an earlier entry of the trace.
    static Update update(Settlement step, Optional<Attempt> earlier) {
        HopDocument hop = hopOf(step);
        Target target = step.next().target();
        HopDocument[] hops =
                Stream.concat(
                                earlier.map(attempt -> HopDocument.from(target, attempt)).stream(),
                                Stream.of(hop))
                        .toArray(HopDocument[]::new);
        return traced(assign(step.next(), hop), hops);
    }

    /// Whether the delivery in `row` is as the step left it.
    static boolean stands(Settlement step, @Nullable RowDocument row) {
        return row != null
                && row.deliveryTo(step.next().target().toString())
                        .map(row::toItem)
                        .filter(now -> step.stands(now.delivery(), now.lastAttempt()))
                        .isPresent();
    }

    /// The delivery of the step as it is in `row`; null if there is none.
    static @Nullable Delivery now(Settlement step, @Nullable RowDocument row) {
        return row == null
                ? null
                : row.deliveryTo(step.next().target().toString())
                        .map(DeliveryDocument::toDelivery)
                        .orElse(null);
    }

    /// Adds steps to the traces of deliveries that do not change. Idempotent.
    static void trace(MongoOperations mongo, List<Settlement> steps) {
        List<Settlement> untold = steps.stream().filter(DeliverySteps::tells).toList();
        if (untold.isEmpty()) {
            return;
        }
        BulkOperations bulk = mongo.bulkOps(BulkMode.UNORDERED, JOURNAL);
        for (Settlement step : untold) {
            HopDocument hop = hopOf(step);
            Criteria same =
                    where("target")
                            .is(hop.target())
                            .and("number")
                            .is(hop.number())
                            .and("at")
                            .is(hop.at())
                            .and("outcome")
                            .is(hop.outcome().name());
            Query unknown =
                    Messages.in(step.conversation(), step.message())
                            .addCriteria(where("trace").not().elemMatch(same));
            bulk.updateOne(unknown, told(new Update(), step, hop));
        }
        bulk.execute();
    }

    static HopDocument hopOf(Settlement step) {
        return HopDocument.from(step.message(), step.next().target(), step.attempt());
    }

    /// Whether the step changes the message's own document: its trace or its receipt.
    private static boolean tells(Settlement step) {
        return !TracePages.take(step.attempt()) || step.receipt() != null;
    }

    private static Update told(Update update, Settlement step, HopDocument hop) {
        Update traced = TracePages.take(step.attempt()) ? update : traced(update, hop);
        return step.receipt() == null ? traced : traced.set("receipt", step.receipt());
    }

    static Update traced(Update update, HopDocument... hops) {
        return update.push("trace").slice(-LONGEST_TRACE).each((Object[]) hops);
    }

    /// Sets every field of a delivery except its position; `d` is the changed element.
    private static Update assign(Delivery next, HopDocument hop) {
        DeliveryDocument document = DeliveryDocument.from(next, 0, null);
        Update update =
                new Update()
                        .set("deliveries.$[d].state", document.state().name())
                        .set("deliveries.$[d].revision", document.revision())
                        .set("deliveries.$[d].attempts", document.attempts())
                        .filterArray(where("d.target").is(document.target()));
        if (next instanceof Delivery.Pending) {
            update.addToSet(OWED, document.target());
        } else {
            update.pull(OWED, document.target());
        }
        assign(update, "since", document.since());
        assign(update, "due_at", document.dueAt());
        assign(update, "delivered_at", document.deliveredAt());
        assign(update, "answered_at", document.answeredAt());
        assign(update, "reason", document.reason());
        assign(update, "closed_at", document.closedAt());
        if (hop.number() > 0) {
            update.set("deliveries.$[d].last", hop);
        }
        return update;
    }

    private static void assign(Update update, String field, @Nullable Object value) {
        String path = "deliveries.$[d]." + field;
        if (value == null) {
            update.unset(path);
        } else {
            update.set(path, value);
        }
    }
}
