package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.toCollection;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.keys.BodySeal;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.TimeOrder;
import dev.switchboard.adapter.out.persistence.mongo.record.ConversationEnds;
import dev.switchboard.adapter.out.persistence.mongo.record.HeadDocument;
import dev.switchboard.adapter.out.persistence.mongo.record.RowDocument;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.delivery.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// Removes old data in small steps.
///
/// A TTL index cannot do this: TTL deletes by age alone, and here the state must be checked before
/// anything is removed (promise D2). Reads filter by time themselves, so late removal changes no
/// answer.
public final class MongoRetention implements Retention {

    private static final int STEP = 200;

    private final MongoStore store;
    private final MongoOldDayKeys oldKeys;

    public MongoRetention(MongoStore store, BodySeal seal) {
        this.store = store;
        this.oldKeys = new MongoOldDayKeys(store, seal);
    }

    /// Continues after a failure with the other kinds of data, then throws the first failure.
    @Override
    public int purge(Instant now, Instant settledBefore, Instant deadBefore) {
        SettledScan settled = new SettledScan(now, settledBefore);
        List<LongSupplier> kinds =
                List.of(
                        () -> repeat(mongo -> forgetSomeDead(mongo, deadBefore)),
                        () -> removeAll(settled),
                        () -> oldKeys.destroy(now, settledBefore));
        long gone = 0;
        @Nullable StoreUnavailableException failed = null;
        for (LongSupplier kind : kinds) {
            try {
                gone += kind.getAsLong();
            } catch (StoreUnavailableException e) {
                failed = failed == null ? e : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return (int) gone;
    }

    private long removeAll(SettledScan scan) {
        long all = 0;
        while (!scan.finished()) {
            all += store.call(scan::removeSome);
        }
        return all;
    }

    private long repeat(Function<MongoOperations, Long> step) {
        long all = 0;
        long gone;
        do {
            gone = store.call(step);
            all += gone;
        } while (gone > 0);
        return all;
    }

    private static long forgetSomeDead(MongoOperations mongo, Instant before) {
        Query some = query(where("deliveries").elemMatch(dead(before))).limit(STEP);
        some.fields().include(RowDocument.FIELDS);
        List<RowDocument> rows = mongo.find(some, RowDocument.class, JOURNAL);
        if (rows.isEmpty()) {
            return 0;
        }
        List<String> ids = rows.stream().map(RowDocument::id).toList();
        Update pull = new Update().pull("deliveries", dead(before).getCriteriaObject());
        return mongo.updateMulti(query(where("_id").in(ids)), pull, JOURNAL).getModifiedCount();
    }

    private static Criteria dead(Instant before) {
        return where("state")
                .in(State.PARKED.name(), State.DISCARDED.name())
                .and("closed_at")
                .lt(before);
    }

    /// Visits old messages once, oldest first, and removes those no longer needed: none of their
    /// deliveries [keeps them](Delivery), and their key has expired.
    ///
    /// A conversation's newest message provides its next `seq`, so it is removed last, once it is
    /// the only one left. The conversation is then forgotten and would start over.
    static final class SettledScan {

        private static final TimeOrder ORDER = new TimeOrder("at");

        /// [Delivery#keepsItsMessage].
        private static final Criteria KEEPS =
                new Criteria()
                        .orOperator(
                                where("state").is(State.PARKED.name()),
                                where("state")
                                        .is(State.PENDING.name())
                                        .and("target")
                                        .ne(Target.LIVE_CLIENTS.toString()));

        private final Instant now;
        private final Instant before;
        private @Nullable OldDocument last;
        private boolean finished;

        SettledScan(Instant now, Instant before) {
            this.now = now;
            this.before = before;
        }

        private record OldDocument(String id, Instant at) {}

        boolean finished() {
            return finished;
        }

        /// @return the number of removed messages
        long removeSome(MongoOperations mongo) {
            List<OldDocument> old = nextOld(mongo);
            finished = old.size() < STEP;
            if (old.isEmpty()) {
                return 0;
            }
            last = old.getLast();
            List<HeadDocument> some = removable(mongo, old.stream().map(OldDocument::id).toList());
            Set<String> conversations =
                    some.stream()
                            .map(HeadDocument::conversation)
                            .collect(toCollection(TreeSet::new));
            Map<String, HeadDocument> newest = ConversationEnds.newest(mongo, conversations);
            Predicate<HeadDocument> isNewest = it -> it.equals(newest.get(it.conversation()));
            long removed = remove(mongo, some.stream().filter(not(isNewest)).toList());
            return removed + endConversations(mongo, some.stream().filter(isNewest).toList());
        }

        /// Removes messages that are the last ones of their conversations, with all other data of
        /// those. The message goes last: while it exists, the next purge finds what a crash left.
        private long endConversations(MongoOperations mongo, List<HeadDocument> newest) {
            Map<String, HeadDocument> oldest =
                    ConversationEnds.oldest(
                            mongo, newest.stream().map(HeadDocument::conversation).toList());
            List<HeadDocument> lasts =
                    newest.stream().filter(it -> it.equals(oldest.get(it.conversation()))).toList();
            if (lasts.isEmpty()) {
                return 0;
            }
            List<String> ended = lasts.stream().map(HeadDocument::conversation).toList();
            mongo.remove(query(where("_id").in(ended)), Collections.ACTIVITY);
            mongo.remove(query(where("_id").in(ended)), Collections.AGENT_SESSIONS);
            mongo.remove(query(over("_id", ended)), Collections.HANDOFFS);
            mongo.remove(query(over("conversation", ended)), Collections.CHATS);
            mongo.remove(query(where("_id").in(ended)), Collections.USER_NAMES);
            lasts.forEach(last -> hideNothing(mongo, last));
            return remove(mongo, lasts);
        }

        /// Spares what is open: it may begin in this very moment, with the conversation's next
        /// message. It goes with the conversation's next end.
        private static Criteria over(String field, List<String> ended) {
            return where(field).in(ended).and("open").ne(true);
        }

        /// Except for a conversation that has started over and was claimed again meanwhile.
        private static void hideNothing(MongoOperations mongo, HeadDocument last) {
            Criteria claimed = where("_id").is(last.conversation()).and("from_seq").gte(last.seq());
            mongo.updateFirst(query(claimed), new Update().set("from_seq", 0L), Collections.CLAIMS);
        }

        /// The next messages whatever their state: a query for removable ones would make MongoDB
        /// read through any number of others.
        private List<OldDocument> nextOld(MongoOperations mongo) {
            Criteria old = where("at").lt(before);
            if (last != null) {
                old = ORDER.behind(last.at(), last.id(), old);
            }
            Query query = query(old).with(ORDER.sort()).limit(STEP);
            query.fields().include("at");
            return mongo.find(query, OldDocument.class, JOURNAL);
        }

        /// Ordered by time.
        private List<HeadDocument> removable(MongoOperations mongo, List<String> ids) {
            Query query = query(removable().and("_id").in(ids)).with(ORDER.sort());
            query.fields().include(HeadDocument.FIELDS);
            return mongo.find(query, HeadDocument.class, JOURNAL);
        }

        private Criteria removable() {
            return KeyRegister.noneAlive(now).and("deliveries").not().elemMatch(KEEPS);
        }

        /// Checks the state again: a delivery may have been re-driven meanwhile.
        private long remove(MongoOperations mongo, List<HeadDocument> messages) {
            List<String> ids = messages.stream().map(HeadDocument::id).toList();
            if (ids.isEmpty()) {
                return 0;
            }
            // Trace pages go first, because they could not be found after a crash.
            TracePages.remove(mongo, ids);
            return mongo.remove(query(removable().and("_id").in(ids)), JOURNAL).getDeletedCount();
        }
    }
}
