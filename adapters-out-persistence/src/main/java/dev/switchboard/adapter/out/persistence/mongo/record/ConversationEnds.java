package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.group;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.match;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.newAggregation;
import static org.springframework.data.mongodb.core.aggregation.Aggregation.sort;
import static org.springframework.data.mongodb.core.query.Criteria.where;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;

/// Reads the newest or oldest messages of many conversations in one query.
///
/// MongoDB answers it from `journal_conversation_seq` with one look-up per conversation, because
/// the group takes only first values in the order of the index.
public final class ConversationEnds {

    private static final Sort NEWEST = Sort.by(Order.asc("conversation"), Order.desc("seq"));

    /// The same index in reverse.
    private static final Sort OLDEST = Sort.by(Order.desc("conversation"), Order.asc("seq"));

    private ConversationEnds() {}

    /// @param id the conversation
    private record EndDocument(
            String id,
            String message,
            long seq,
            Instant at,
            ThreadDocument thread,
            @Nullable Long epoch) {
        HeadDocument toHead() {
            return new HeadDocument(message, id, seq, at, thread, epoch);
        }
    }

    public static Map<String, HeadDocument> newest(
            MongoOperations mongo, Collection<String> conversations) {
        return read(mongo, conversations, NEWEST);
    }

    public static Map<String, HeadDocument> oldest(
            MongoOperations mongo, Collection<String> conversations) {
        return read(mongo, conversations, OLDEST);
    }

    /// Returns the ends by conversation; conversations without messages are absent.
    private static Map<String, HeadDocument> read(
            MongoOperations mongo, Collection<String> conversations, Sort order) {
        if (conversations.isEmpty()) {
            return Map.of();
        }
        var firsts =
                newAggregation(
                        match(where("conversation").in(conversations)),
                        sort(order),
                        group("conversation")
                                .first("_id")
                                .as("message")
                                .first("seq")
                                .as("seq")
                                .first("at")
                                .as("at")
                                .first("thread")
                                .as("thread")
                                .first("epoch")
                                .as("epoch"));
        return mongo.aggregate(firsts, JOURNAL, EndDocument.class).getMappedResults().stream()
                .collect(Collectors.toMap(EndDocument::id, EndDocument::toHead));
    }
}
