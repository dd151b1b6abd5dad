package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.Objects.requireNonNull;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.message.Journal.Redriven;
import dev.switchboard.application.port.out.message.Journal.Redriven.NotParked;
import dev.switchboard.application.port.out.message.Journal.Redriven.Queued;
import dev.switchboard.application.port.out.message.Journal.Redriven.Unknown;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Sends a parked delivery to the end of its lane.
final class Redriving {

    /// How many were sent again since this message was the newest.
    private static final String REDRIVEN_BEHIND = "redriven_behind";

    private Redriving() {}

    static Redriven redrive(MongoOperations mongo, MessageId id, Target target, Instant now) {
        Answers.finish(mongo, List.of(id.value()));
        MessageDocument document =
                mongo.findOne(Messages.withId(id), MessageDocument.class, JOURNAL);
        Optional<DeliveryDocument> delivery =
                document == null ? Optional.empty() : document.deliveryTo(target.toString());
        if (document == null || delivery.isEmpty()) {
            return new Unknown();
        }
        return switch (delivery.get().toDelivery()) {
            case Parked parked -> redrive(mongo, document.toMessage(), parked, now);
            default -> new NotParked();
        };
    }

    private static Redriven redrive(
            MongoOperations mongo, Message message, Parked parked, Instant now) {
        Pending next = parked.redrive(now);
        long position = nextPosition(mongo, message.conversation());
        Attempt step = Attempt.step(now, Outcome.REDRIVEN, "");
        return DeliverySteps.take(
                        mongo, new Settlement(message, parked.revision(), next, step), position)
                ? new Queued(message, next)
                : new NotParked();
    }

    /// Behind the conversation's newest message, and so behind all that is pending, in the order in
    /// which such places are asked for.
    private static long nextPosition(MongoOperations mongo, ConversationId conversation) {
        HeadDocument newest = requireNonNull(Messages.newest(mongo, conversation));
        Query which = query(where("_id").is(newest.id()));
        which.fields().include(REDRIVEN_BEHIND);
        Document counted =
                mongo.findAndModify(
                        which,
                        new Update().inc(REDRIVEN_BEHIND, 1L),
                        FindAndModifyOptions.options().returnNew(true),
                        Document.class,
                        JOURNAL);
        return DeliveryDocument.positionOf(newest.seq())
                + requireNonNull(counted).get(REDRIVEN_BEHIND, Number.class).longValue();
    }
}
