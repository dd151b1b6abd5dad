package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.Messages;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.HeldMessages;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Finds messages that wait for clients, from the indexes of pending and parked messages.
public final class MongoHeldMessages implements HeldMessages {

    private static final String CLIENTS = Target.LIVE_CLIENTS.toString();

    private final MongoStore store;

    public MongoHeldMessages(MongoStore store) {
        this.store = store;
    }

    /// Looks for parked messages first: one that is re-driven between the two reads is found
    /// pending.
    @Override
    public OptionalLong firstUntaken(ConversationId conversation, long after) {
        return store.call(mongo ->
                Stream.of(Messages.parkedFor(CLIENTS), Messages.owedTo(CLIENTS))
                        .flatMapToLong(untaken -> first(mongo, conversation, after, untaken))
                        .min());
    }

    private static LongStream first(
            MongoOperations mongo, ConversationId conversation, long after, Criteria untaken) {
        Query first =
                query(untaken.and("conversation").is(conversation.value()).and("seq").gt(after))
                        .with(Sort.by("seq"))
                        .limit(1);
        first.fields().include(RowDocument.FIELDS);
        return mongo.find(first, RowDocument.class, JOURNAL).stream().mapToLong(RowDocument::seq);
    }
}
