package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.record.DeliveryDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Marks the deliveries of a message as answered once its answer is journaled.
///
/// An answer and the message it answers are two documents, hence two writes, the answer first. No
/// caller waits for the second: the answer alone proves that the message arrived. A crash between
/// them leaves a message that looks unanswered beside an answer that names it. Code that acts on a
/// pending or parked message therefore calls [#finish] first, which makes up for a missing second
/// write.
///
/// An answer settles the deliveries that were in their lanes before it: a replay puts one behind
/// all answers that its message had.
public final class AnswerLinks {

    private static final List<String> OPEN =
            List.of(State.PENDING.name(), State.DELIVERED.name(), State.PARKED.name());

    private AnswerLinks() {}

    /// A message's answer, reduced to its place and time.
    record AnswerDocument(String id, String conversation, long seq, String answers, Instant at) {}

    /// Makes up for missing second writes.
    ///
    /// @return the answers of these messages
    public static Answers finish(MongoOperations mongo, Collection<String> messages) {
        Query query = query(where("answers").in(messages));
        query.fields().include("conversation", "seq", "answers", "at");
        Map<String, Long> answered = new HashMap<>();
        for (AnswerDocument answer : mongo.find(query, AnswerDocument.class, JOURNAL)) {
            mongo.updateFirst(
                    open(
                            new ConversationId(answer.conversation()),
                            new MessageId(answer.answers()),
                            answer.seq()),
                    mark(answer.at()),
                    JOURNAL);
            answered.merge(answer.answers(), answer.seq(), Math::max);
        }
        return new Answers(answered);
    }

    /// @param newest the `seq` of the newest answer of each message that has one
    public record Answers(Map<String, Long> newest) {

        /// Whether an answer settled a message's delivery that has this position in its lane.
        public boolean settled(String message, long position) {
            Long answer = newest.get(message);
            return answer != null && position < DeliveryDocument.positionOf(answer);
        }
    }

    /// The message, if one of its deliveries is still unmarked, and none was replayed after this
    /// answer.
    ///
    /// @param answer the `seq` of the answer
    static Query open(ConversationId conversation, MessageId message, long answer) {
        Criteria replayed = where("position").gte(DeliveryDocument.positionOf(answer));
        return Messages.in(conversation, message)
                .addCriteria(where("deliveries.state").in(OPEN))
                .addCriteria(where("deliveries").not().elemMatch(replayed));
    }

    /// Applies the domain's `answered` to each open delivery, whatever its state is by then. It
    /// needs no prior read and is idempotent. The trace reads `answered_at`, so it needs no step of
    /// its own.
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
                // Last, for servers that apply operators in order: the filter depends on the state.
                .set("deliveries.$[open].state", State.ANSWERED.name())
                .filterArray(where("open.state").in(OPEN));
    }
}
