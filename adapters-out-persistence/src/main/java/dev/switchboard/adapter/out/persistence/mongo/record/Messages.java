package dev.switchboard.adapter.out.persistence.mongo.record;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.MessageId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Queries on the journal that several ports share.
public final class Messages {

    public static final Sort NEWEST_FIRST = Sort.by(Direction.DESC, "seq");

    private Messages() {}

    public static Query withId(MessageId id) {
        return query(where("_id").is(id.value()));
    }

    /// Includes the conversation, which is the shard key.
    public static Query in(ConversationId conversation, MessageId id) {
        return query(where("conversation").is(conversation.value()).and("_id").is(id.value()));
    }

    public static @Nullable RowDocument row(MongoOperations mongo, MessageId id) {
        Query query = withId(id);
        query.fields().include(RowDocument.FIELDS);
        return mongo.findOne(query, RowDocument.class, JOURNAL);
    }

    /// The newest message of a conversation that a majority has. A later message that is not on a
    /// majority yet does not count: if it were rolled back, it would leave a permanent gap.
    public static @Nullable HeadDocument newest(
            MongoOperations mongo, ConversationId conversation) {
        Query query = query(where("conversation").is(conversation.value())).with(NEWEST_FIRST);
        query.fields().include(HeadDocument.FIELDS);
        return mongo.findOne(query, HeadDocument.class, JOURNAL);
    }

    /// Messages with a pending delivery to `target`.
    public static Criteria owedTo(String target) {
        return where(MessageDocument.OWED).is(target);
    }

    /// Messages with a parked delivery to `target`. Names the state twice: once to use the index of
    /// parked messages, once for this very target.
    public static Criteria parkedFor(String target) {
        String parked = State.PARKED.name();
        return where("deliveries.state")
                .is(parked)
                .and("deliveries")
                .elemMatch(where("target").is(target).and("state").is(parked));
    }
}
