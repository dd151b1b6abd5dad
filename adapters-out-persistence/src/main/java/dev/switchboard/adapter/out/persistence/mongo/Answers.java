package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Attempt.Outcome;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.Delivery.Answered;
import dev.switchboard.domain.delivery.Delivery.Delivered;
import dev.switchboard.domain.delivery.Delivery.Discarded;
import dev.switchboard.domain.delivery.Delivery.Parked;
import dev.switchboard.domain.delivery.Delivery.Pending;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/// Marks the deliveries of a message as answered once its answer is journaled.
///
/// An answer and the message it answers are two documents, so these are two writes, the answer
/// first. A crash between them leaves a message that looks unanswered beside an answer that names
/// it. Whoever is about to act on a message that is pending or parked therefore first asks
/// [#finish] whether its answer is there, and the second write is made up for then.
final class Answers {

    // a step is overtaken by a lane at most a few times in a row
    private static final int MAX_TRIES = 10;

    private Answers() {}

    /// A message's answer, of which only the time matters here.
    record AnswerDocument(String id, String answers, Instant at) {}

    /// Makes up for second writes that are missing.
    ///
    /// @return those of the messages that have an answer
    static Set<String> finish(MongoOperations mongo, Collection<String> messages) {
        Query query = query(where("answers").in(messages));
        query.fields().include("answers", "at");
        Set<String> answered = new HashSet<>();
        for (AnswerDocument answer : mongo.find(query, AnswerDocument.class, JOURNAL)) {
            mark(mongo, new MessageId(answer.answers()), answer.at());
            answered.add(answer.answers());
        }
        return answered;
    }

    /// Marks a message's deliveries as answered, those that are not yet.
    static void mark(MongoOperations mongo, MessageId message, Instant at) {
        for (int i = 0; i < MAX_TRIES; i++) {
            if (markOnce(mongo, message, at)) {
                return;
            }
        }
        throw new StoreUnavailableException("An answered message was changed all the time");
    }

    /// @return whether nothing is left to do
    private static boolean markOnce(MongoOperations mongo, MessageId message, Instant at) {
        RowDocument row = Messages.row(mongo, message);
        List<DeliveryDocument> deliveries = row == null ? List.of() : row.deliveries();
        boolean done = true;
        for (DeliveryDocument document : deliveries) {
            Delivery delivery = document.toDelivery();
            Optional<Answered> next = answered(delivery, at);
            done &= next.isEmpty() || take(mongo, message, delivery, next.get(), at);
        }
        return done;
    }

    private static boolean take(
            MongoOperations mongo, MessageId message, Delivery now, Answered next, Instant at) {
        Attempt step = Attempt.step(at, Outcome.ANSWERED, "");
        return DeliverySteps.take(mongo, message, now.revision(), next, step);
    }

    private static Optional<Answered> answered(Delivery delivery, Instant at) {
        return switch (delivery) {
            case Pending pending -> Optional.of(pending.answered(at));
            case Delivered delivered -> Optional.of(delivered.answered(at));
            case Parked parked -> Optional.of(parked.answered(at));
            case Answered _, Discarded _ -> Optional.empty();
        };
    }
}
