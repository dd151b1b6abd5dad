package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Conversations are what their newest messages say of them. One look into the index on
/// `(conversation, seq)` finds one, however many there are and however long they are.
final class MongoConversations implements Conversations {

    private static final Sort NEWEST_OF_FIRST =
            Sort.by(Order.asc("conversation"), Order.desc("seq"));

    private final MongoStore store;

    MongoConversations(MongoStore store) {
        this.store = store;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return store.call(mongo -> newestOfFirst(mongo, where("conversation").is(id.value())))
                .map(HeadDocument::toConversation);
    }

    /// One look per conversation: a page costs what it shows and not what is stored.
    @Override
    public List<Conversation> list(@Nullable ConversationId after, int limit) {
        List<Conversation> page = new ArrayList<>();
        String last = after == null ? "" : after.value();
        while (page.size() < limit) {
            Criteria behind = where("conversation").gt(last);
            Optional<HeadDocument> head = store.call(mongo -> newestOfFirst(mongo, behind));
            if (head.isEmpty()) {
                break;
            }
            last = head.get().conversation();
            page.add(head.get().toConversation());
        }
        return page;
    }

    private static Optional<HeadDocument> newestOfFirst(MongoOperations mongo, Criteria which) {
        Query query = query(which).with(NEWEST_OF_FIRST);
        query.fields().include(HeadDocument.FIELDS);
        return Optional.ofNullable(mongo.findOne(query, HeadDocument.class, JOURNAL));
    }
}
