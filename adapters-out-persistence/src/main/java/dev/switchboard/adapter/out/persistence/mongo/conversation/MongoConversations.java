package dev.switchboard.adapter.out.persistence.mongo.conversation;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.ConversationEnds;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.application.port.out.cluster.PartitionOwnership;
import dev.switchboard.application.port.out.cluster.PartitionOwnership.Term;
import dev.switchboard.application.port.out.conversation.Conversations;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.AgentNote;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Order;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Reads conversations from their newest messages. Each takes one look-up in the index on
/// `(conversation, seq)`, however many or long they are.
public final class MongoConversations implements Conversations {

    private static final Sort NEWEST_OF_FIRST =
            Sort.by(Order.asc("conversation"), Order.desc("seq"));

    private static final int ENTRIES = 1000;

    private static final Content FENCE = Content.forAgents(new AgentNote("{\"event\":\"fence\"}"));

    private final MongoStore store;
    private final Journal journal;
    private final PartitionOwnership ownership;

    public MongoConversations(MongoStore store, Journal journal, PartitionOwnership ownership) {
        this.store = store;
        this.journal = journal;
        this.ownership = ownership;
    }

    @Override
    public Optional<Conversation> find(ConversationId id) {
        return newest(id).map(HeadDocument::toConversation);
    }

    /// A message of this term takes the `seq` that a late one of another hub would need.
    @Override
    public long fence(ConversationId id, MessageId entry, Instant now) {
        Optional<HeadDocument> newest = newest(id);
        Term term = ownership.term(id);
        if (term.clean() || newest.filter(head -> head.isBefore(term.epoch())).isEmpty()) {
            return newest.map(HeadDocument::seq).orElse(0L);
        }
        var _ = journal.append(new Entry(entry, id, Author.HUB, FENCE, null, List.of(), now));
        return newest(id).map(HeadDocument::seq).orElse(0L);
    }

    private Optional<HeadDocument> newest(ConversationId id) {
        return store.call(mongo -> newestOfFirst(mongo, where("conversation").is(id.value())));
    }

    /// Two queries, and one more per thousand messages of these conversations; a longer
    /// conversation counts as a thousand.
    @Override
    public List<Conversation> list(@Nullable ConversationId after, int limit) {
        return store.call(mongo -> {
            List<String> ids = behind(mongo, after == null ? "" : after.value(), limit);
            Map<String, HeadDocument> newest = ConversationEnds.newest(mongo, ids);
            return ids.stream()
                    .map(newest::get)
                    .filter(Objects::nonNull)
                    .map(HeadDocument::toConversation)
                    .toList();
        });
    }

    @Override
    public Map<ConversationId, Long> lastSeqs(Collection<ConversationId> some) {
        List<String> ids = some.stream().map(ConversationId::value).toList();
        return store.call(mongo -> ConversationEnds.newest(mongo, ids)).values().stream()
                .map(HeadDocument::toConversation)
                .collect(Collectors.toMap(Conversation::id, Conversation::lastSeq));
    }

    /// Reads only the index, and skips the rest of a conversation that exceeds a page.
    private static List<String> behind(MongoOperations mongo, String after, int limit) {
        Set<String> ids = new LinkedHashSet<>();
        String last = after;
        List<Document> entries;
        do {
            Query some = query(where("conversation").gt(last)).with(NEWEST_OF_FIRST).limit(ENTRIES);
            some.fields().include("conversation", "seq").exclude("_id");
            entries = mongo.find(some, Document.class, JOURNAL);
            entries.forEach(entry -> ids.add(entry.getString("conversation")));
            last = entries.isEmpty() ? last : entries.getLast().getString("conversation");
        } while (entries.size() == ENTRIES && ids.size() < limit);
        return ids.stream().limit(limit).toList();
    }

    private static Optional<HeadDocument> newestOfFirst(MongoOperations mongo, Criteria which) {
        Query query = query(which).with(NEWEST_OF_FIRST);
        query.fields().include(HeadDocument.FIELDS);
        return Optional.ofNullable(mongo.findOne(query, HeadDocument.class, JOURNAL));
    }
}
