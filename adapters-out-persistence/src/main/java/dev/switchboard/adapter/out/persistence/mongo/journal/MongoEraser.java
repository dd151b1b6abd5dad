package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.domain.message.AgentNote.ERASED;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.message.Journal.Pace;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.people.Eraser;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Overwrites messages. The content goes last: after an earlier crash, the message is erased again.
/// MongoDB's own copies, in its oplog and journal, expire by themselves.
public final class MongoEraser implements Eraser {

    private final MongoStore store;
    private final SettleBatcher line;

    public MongoEraser(MongoStore store, SettleBatcher line) {
        this.store = store;
        this.line = line;
    }

    @Override
    public void erase(List<Message> messages, Instant now) {
        line.catchUp();
        List<String> ids = messages.stream().map(message -> message.id().value()).toList();
        for (RowDocument row : store.call(mongo -> rows(mongo, ids))) {
            for (DeliveryDocument delivery : row.deliveries()) {
                store.run(mongo -> end(mongo, row, delivery.toDelivery(), now));
            }
        }
        store.run(mongo -> {
            quieten(mongo, ids);
            mongo.updateMulti(
                    query(in(ids).and("party").is(Party.USER.name())),
                    Update.update("author", "erased"),
                    JOURNAL);
            mongo.updateMulti(
                    query(in(ids(messages, true))), Update.update("note", ERASED.text()), JOURNAL);
            mongo.updateMulti(
                    query(in(ids(messages, false))),
                    Update.update("content", ERASED.text()).unset("note").unset("reply_to"),
                    JOURNAL);
        });
    }

    private static List<String> ids(List<Message> messages, boolean forAgents) {
        return messages.stream()
                .filter(message -> message.content().isForAgents() == forAgents)
                .map(message -> message.id().value())
                .toList();
    }

    private static Criteria in(List<String> ids) {
        return where("_id").in(ids);
    }

    private static List<RowDocument> rows(MongoOperations mongo, List<String> ids) {
        Query query = query(in(ids));
        query.fields().include(RowDocument.FIELDS);
        return mongo.find(query, RowDocument.class, JOURNAL);
    }

    /// Has no effect if another step was taken meanwhile: the erasure then finds the delivery open
    /// and is repeated.
    private static void end(
            MongoOperations mongo, RowDocument row, Delivery delivery, Instant now) {
        if (!delivery.isOpen()) {
            return;
        }
        DeliverySteps.take(
                mongo,
                new Settlement(
                        new ConversationId(row.conversation()),
                        new MessageId(row.id()),
                        delivery.revision(),
                        Delivery.erased(delivery, now),
                        Attempt.step(now, Outcome.DISCARDED, ParkReason.ERASED.code()),
                        null,
                        Pace.PROMPT));
    }

    /// Removes the targets' own texts, and the stored answers to first requests.
    private static void quieten(MongoOperations mongo, List<String> ids) {
        TracePages.quieten(mongo, ids);
        mongo.updateMulti(
                query(in(ids).and("trace").exists(true)),
                new Update()
                        .set("trace.$[call].detail", "")
                        .filterArray(where("call.number").gt(0)),
                JOURNAL);
        mongo.updateMulti(
                query(in(ids).and("deliveries.last").exists(true)),
                new Update()
                        .set("deliveries.$[called].last.detail", "")
                        .filterArray(where("called.last").exists(true)),
                JOURNAL);
        mongo.updateMulti(
                query(in(ids).and("key.answer").exists(true)),
                Update.update("key.answer", ""),
                JOURNAL);
    }

    @Override
    public void scrub() {
        // MongoDB rewrites its files by itself.
    }
}
