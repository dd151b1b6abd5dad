package dev.switchboard.adapter.out.persistence.mongo;

import static dev.switchboard.adapter.out.persistence.mongo.Collections.JOURNAL;
import static java.util.stream.Collectors.toCollection;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Walks once through the messages that are old, oldest first, and removes those that nothing
/// needs: none of their deliveries is pending or parked, and they hold no key.
///
/// A conversation's newest message is what its next `seq` is counted from, so it goes last, when it
/// is the only one left. Such a conversation is forgotten, and would begin anew.
final class SettledScan {

    private static final int STEP = 200;
    private static final TimeOrder ORDER = new TimeOrder("at");

    private final Instant before;
    private @Nullable HeadDocument last;
    private boolean finished;

    SettledScan(Instant before) {
        this.before = before;
    }

    boolean finished() {
        return finished;
    }

    /// @return how many messages went
    long removeSome(MongoOperations mongo) {
        List<HeadDocument> some = read(mongo);
        finished = some.size() < STEP;
        if (some.isEmpty()) {
            return 0;
        }
        last = some.getLast();
        Set<String> ids = some.stream().map(HeadDocument::id).collect(toCollection(TreeSet::new));
        Set<String> newest = newestOf(mongo, some);
        newest.retainAll(ids);
        ids.removeAll(newest);
        long removed = remove(mongo, ids);
        newest.removeIf(id -> !alone(mongo, some, id));
        removed += remove(mongo, newest);
        forget(mongo, some.stream().filter(it -> newest.contains(it.id())).toList());
        return removed;
    }

    /// What is kept of conversations whose last messages went.
    private static void forget(MongoOperations mongo, List<HeadDocument> lasts) {
        if (!lasts.isEmpty()) {
            List<String> ended = lasts.stream().map(HeadDocument::conversation).toList();
            mongo.remove(query(where("_id").in(ended)), Collections.ACTIVITY);
            mongo.remove(query(where("_id").in(ended)), Collections.AGENT_SESSIONS);
            lasts.forEach(newest -> hideNothing(mongo, newest));
        }
    }

    /// Unless the conversation has begun anew and was claimed anew meanwhile.
    private static void hideNothing(MongoOperations mongo, HeadDocument last) {
        Criteria claimed = where("_id").is(last.conversation()).and("from_seq").gte(last.seq());
        mongo.updateFirst(query(claimed), new Update().set("from_seq", 0L), Collections.CLAIMS);
    }

    private List<HeadDocument> read(MongoOperations mongo) {
        Criteria old = removable().and("at").lt(before);
        if (last != null) {
            old = ORDER.behind(last.at(), last.id(), old);
        }
        Query query = query(old).with(ORDER.sort()).limit(STEP);
        query.fields().include(HeadDocument.FIELDS);
        return mongo.find(query, HeadDocument.class, JOURNAL);
    }

    private static Criteria removable() {
        return where("deliveries.state")
                .nin(State.PENDING.name(), State.PARKED.name())
                .and("key")
                .exists(false);
    }

    private static Set<String> newestOf(MongoOperations mongo, List<HeadDocument> messages) {
        return messages.stream()
                .map(HeadDocument::conversation)
                .distinct()
                .map(id -> Messages.newest(mongo, new ConversationId(id)))
                .flatMap(Stream::ofNullable)
                .map(HeadDocument::id)
                .collect(toCollection(TreeSet::new));
    }

    private static boolean alone(MongoOperations mongo, List<HeadDocument> messages, String id) {
        String conversation =
                messages.stream()
                        .filter(message -> message.id().equals(id))
                        .map(HeadDocument::conversation)
                        .findFirst()
                        .orElseThrow();
        Criteria others = where("conversation").is(conversation).and("_id").ne(id);
        return !mongo.exists(query(others), JOURNAL);
    }

    /// Looks at the state once more: somebody may have re-driven one meanwhile.
    private static long remove(MongoOperations mongo, Collection<String> ids) {
        return ids.isEmpty()
                ? 0
                : mongo.remove(query(removable().and("_id").in(ids)), JOURNAL).getDeletedCount();
    }
}
