package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Walks through the lanes of one target by conversation. It reads pending messages in batches and
/// goes on behind the last conversation it saw, so a lane with a long backlog costs one batch.
final class LaneScan {

    private static final int SMALLEST_BATCH = 100;

    private final String target;
    private String after;
    private boolean finished;

    LaneScan(String target, String after) {
        this.target = target;
        this.after = after;
    }

    boolean finished() {
        return finished;
    }

    /// The next lanes, at most `limit`; perhaps none although there are more, until it is finished.
    List<LaneKey> next(MongoOperations mongo, int limit) {
        List<RowDocument> batch = read(mongo, Math.max(limit, SMALLEST_BATCH));
        List<String> ids = batch.stream().map(RowDocument::id).toList();
        Set<String> answered = ids.isEmpty() ? Set.of() : Answers.finish(mongo, ids);
        if (!answered.isEmpty()) {
            // they are no longer pending: the same batch now shows what is
            return List.of();
        }
        List<String> conversations =
                batch.stream().map(RowDocument::conversation).distinct().limit(limit).toList();
        finished = conversations.isEmpty();
        after = finished ? after : conversations.getLast();
        return conversations.stream().map(this::lane).toList();
    }

    private List<RowDocument> read(MongoOperations mongo, int size) {
        Criteria owed = Messages.owedTo(target).and("conversation").gt(after);
        Query query = query(owed).with(Sort.by("conversation", "seq")).limit(size);
        query.fields().include(RowDocument.FIELDS);
        return mongo.find(query, RowDocument.class, JOURNAL);
    }

    private LaneKey lane(String conversation) {
        return new LaneKey(new ConversationId(conversation), Target.parse(target));
    }
}
