package dev.switchboard.adapter.out.persistence.mongo.conversation;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.ACTIVITY;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.document.FullPage;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.record.ActivityDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.ConversationEnds;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.RawDocuments;
import dev.switchboard.application.port.out.conversation.RecentActivity;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ListPosition;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.Direction;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Finds the latest conversations by time slot, and sorts those of a slot by their newest messages.
public final class MongoRecentActivity implements RecentActivity {

    private static final Sort NEWEST_FIRST = Sort.by(Direction.DESC, "_id");

    private final MongoStore store;
    private final Function<Document, Stream<Message>> reader;

    public MongoRecentActivity(MongoStore store, MongoConverter converter) {
        this.store = store;
        this.reader =
                RawDocuments.reader(
                        JOURNAL, converter, MessageDocument.class, MessageDocument::toMessage);
    }

    @Override
    public List<Conversation> conversations(
            String origin, @Nullable ListPosition before, int limit) {
        return store.call(mongo -> conversations(mongo, origin, before, limit));
    }

    private static List<Conversation> conversations(
            MongoOperations mongo, String origin, @Nullable ListPosition before, int limit) {
        ActivityScan scan = new ActivityScan(origin, before);
        List<Conversation> page = new ArrayList<>();
        while (page.size() < limit && !scan.finished()) {
            page.addAll(scan.next(mongo, limit));
        }
        return page.stream().limit(limit).toList();
    }

    @Override
    public List<Message> botMessages(String origin, int limit) {
        return FullPage.of(limit, (last, most) -> botMessages(origin, last, most), reader);
    }

    private List<Document> botMessages(String origin, @Nullable Document last, int most) {
        Criteria theirs = where("bot_of").is(origin);
        if (last != null) {
            theirs = theirs.and("_id").lt(RawDocuments.idOf(last));
        }
        Query newest = query(theirs).with(NEWEST_FIRST).limit(most);
        newest.fields().exclude("trace");
        return store.call(mongo -> mongo.find(newest, Document.class, JOURNAL));
    }

    /// Iterates over the conversations of an origin, latest activity first. It takes whole slots,
    /// because only the newest messages tell the order of the conversations within one.
    private static final class ActivityScan {

        private static final Sort LATEST_FIRST = Sort.by(Direction.DESC, "slot");
        private static final Comparator<ListPosition> BY_TIME =
                Comparator.comparing(ListPosition::lastActivityAt)
                        .thenComparing(listPosition -> listPosition.id().value());

        private final String origin;
        private final @Nullable ListPosition before;
        private long from;
        private boolean finished;

        ActivityScan(String origin, @Nullable ListPosition before) {
            this.origin = origin;
            this.before = before;
            this.from =
                    before == null
                            ? Long.MAX_VALUE
                            : ActivityDocument.slotOf(before.lastActivityAt());
        }

        boolean finished() {
            return finished;
        }

        /// The next conversations in order, about `size`. May be empty before the scan is finished.
        List<Conversation> next(MongoOperations mongo, int size) {
            List<ActivityDocument> batch = read(mongo, where("slot").lte(from), size);
            finished = batch.size() < size;
            List<ActivityDocument> whole = finished ? batch : completed(mongo, batch);
            List<String> ids = whole.stream().map(ActivityDocument::id).toList();
            return ConversationEnds.newest(mongo, ids).values().stream()
                    .map(HeadDocument::toConversation)
                    .filter(found -> before == null || BY_TIME.compare(place(found), before) < 0)
                    .sorted(Comparator.comparing(ActivityScan::place, BY_TIME.reversed()))
                    .toList();
        }

        /// Completes the last slot, which the limit may have cut.
        private List<ActivityDocument> completed(
                MongoOperations mongo, List<ActivityDocument> batch) {
            long last = batch.getLast().slot();
            from = last - 1;
            List<ActivityDocument> whole = new ArrayList<>(batch);
            whole.removeIf(activity -> activity.slot() == last);
            // 0 means no limit.
            whole.addAll(read(mongo, where("slot").is(last), 0));
            return whole;
        }

        private List<ActivityDocument> read(MongoOperations mongo, Criteria slots, int size) {
            Query some = query(slots.and("origin").is(origin)).with(LATEST_FIRST).limit(size);
            return mongo.find(some, ActivityDocument.class, ACTIVITY);
        }

        private static ListPosition place(Conversation conversation) {
            return new ListPosition(conversation.lastActivityAt(), conversation.id());
        }
    }
}
