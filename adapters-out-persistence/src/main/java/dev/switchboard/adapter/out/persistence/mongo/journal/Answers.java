package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Marks the deliveries of a message as answered once its answer is journaled.
///
/// An answer and the message it answers are two documents, so these are two writes, the answer
/// first. Nobody waits for the second: the answer alone proves that the message arrived. A crash
/// between them leaves a message that looks unanswered beside an answer that names it. Whoever is
/// about to act on a message that is pending or parked therefore first asks [#finish] whether its
/// answer is there, and the second write is made up for then.
public final class Answers {

    private static final List<String> OPEN =
            List.of(State.PENDING.name(), State.DELIVERED.name(), State.PARKED.name());

    private Answers() {}

    /// A message's answer, of which only the time matters here.
    record AnswerDocument(String id, String conversation, String answers, Instant at) {}

    /// Makes up for second writes that are missing.
    ///
    /// @return those of the messages that have an answer
    public static Set<String> finish(MongoOperations mongo, Collection<String> messages) {
        Query query = query(where("answers").in(messages));
        query.fields().include("conversation", "answers", "at");
        Set<String> answered = new HashSet<>();
        for (AnswerDocument answer : mongo.find(query, AnswerDocument.class, JOURNAL)) {
            mongo.updateFirst(
                    open(
                            new ConversationId(answer.conversation()),
                            new MessageId(answer.answers())),
                    mark(answer.at()),
                    JOURNAL);
            answered.add(answer.answers());
        }
        return answered;
    }

    /// The message, if one of its deliveries is still to be marked.
    static Query open(ConversationId conversation, MessageId message) {
        return Messages.in(conversation, message).addCriteria(where("deliveries.state").in(OPEN));
    }

    /// What the domain's `answered` does to each delivery that is open, whatever its state is by
    /// then: nobody needs to read it first, and doing it twice changes nothing. The trace reads
    /// `answered_at`, so it needs no step of its own.
    static Update mark(Instant at) {
        return new Update()
                .max("deliveries.$[open].attempts", 1)
                .inc("deliveries.$[open].revision", 1)
                .unset("deliveries.$[open].since")
                .unset("deliveries.$[open].due_at")
                .unset("deliveries.$[open].reason")
                .unset("deliveries.$[open].closed_at")
                .min("deliveries.$[open].delivered_at", at)
                .set("deliveries.$[open].answered_at", at)
                .unset(MessageDocument.OWED)
                // last, for a server that does one after the other: the state is what it looks at
                .set("deliveries.$[open].state", State.ANSWERED.name())
                .filterArray(where("open.state").in(OPEN));
    }
}
