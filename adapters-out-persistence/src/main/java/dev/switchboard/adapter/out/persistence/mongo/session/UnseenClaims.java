package dev.switchboard.adapter.out.persistence.mongo.session;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.CLAIMS;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.stream.Collectors.toCollection;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.TimeOrder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Walks once through the claims whose owners were last seen long ago, and removes those of
/// conversations of which no message is stored.
final class UnseenClaims {

    private static final int STEP = 500;
    private static final TimeOrder ORDER = new TimeOrder("seen_at");

    private final Instant before;
    private @Nullable SeenDocument last;
    private boolean finished;

    UnseenClaims(Instant before) {
        this.before = before;
    }

    private record SeenDocument(String id, Instant seenAt) {}

    boolean finished() {
        return finished;
    }

    /// @return how many claims went
    int removeSome(MongoOperations mongo) {
        List<SeenDocument> some = read(mongo);
        finished = some.size() < STEP;
        if (some.isEmpty()) {
            return 0;
        }
        last = some.getLast();
        Set<String> ids = some.stream().map(SeenDocument::id).collect(toCollection(TreeSet::new));
        Query stored = query(where("conversation").in(ids));
        ids.removeAll(mongo.findDistinct(stored, "conversation", JOURNAL, String.class));
        return ids.isEmpty() ? 0 : Unseen.remove(mongo, CLAIMS, before, ids);
    }

    private List<SeenDocument> read(MongoOperations mongo) {
        Criteria old = Unseen.seen(before);
        if (last != null) {
            old = ORDER.behind(last.seenAt(), last.id(), old);
        }
        Query query = query(old).with(ORDER.sort()).limit(STEP);
        query.fields().include("seen_at");
        return mongo.find(query, SeenDocument.class, CLAIMS);
    }
}
