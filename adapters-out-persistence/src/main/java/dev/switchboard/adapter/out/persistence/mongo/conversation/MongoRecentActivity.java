package dev.switchboard.adapter.out.persistence.mongo.conversation;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/// Finds the latest conversations by their slots, and sorts those of one slot by their newest
/// messages.
public final class MongoRecentActivity implements RecentActivity {

    private static final Sort NEWEST_FIRST = Sort.by(Direction.DESC, "_id");

    private final MongoStore store;

    public MongoRecentActivity(MongoStore store) {
        this.store = store;
    }

    @Override
    public List<Conversation> conversations(String origin, @Nullable Place before, int limit) {
        return store.call(mongo -> conversations(mongo, origin, before, limit));
    }

    private static List<Conversation> conversations(
            MongoOperations mongo, String origin, @Nullable Place before, int limit) {
        ActivityScan scan = new ActivityScan(origin, before);
        List<Conversation> page = new ArrayList<>();
        while (page.size() < limit && !scan.finished()) {
            page.addAll(scan.next(mongo, limit));
        }
        return page.stream().limit(limit).toList();
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        Query newest = query(where("bot_of").is(origin)).with(NEWEST_FIRST).limit(limit);
        newest.fields().exclude("trace");
        return store.call(mongo -> mongo.find(newest, MessageDocument.class, JOURNAL)).stream()
                .map(MessageDocument::toMessage)
                .toList();
    }
}
