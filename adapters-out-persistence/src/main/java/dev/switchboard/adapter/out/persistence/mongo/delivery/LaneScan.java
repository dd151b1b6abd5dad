package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument.OWED;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.Deadline;
import dev.switchboard.application.port.out.delivery.Backlog.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog.Count;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Scans pending deliveries in steps that are bounded by the entries they read, not by those they
/// find, and by time.
///
/// `journal_pending` has a message under each target that it is pending for, and under no other.
/// The index covers all fields that a step reads, so MongoDB fetches no documents.
final class LaneScan {

    /// The cost of a lane with a long backlog, instead of a whole step.
    private static final int SMALLEST_READ = 50;

    private static final int LARGEST_READ = 1000;

    /// After a query that found this many lanes, the next one reads more.
    private static final int MANY_LANES = 4;

    /// The time that a step leaves unused: one more query might take too long.
    private static final Duration RESERVE = Deadline.LIMIT.multipliedBy(3).dividedBy(4);

    private static final Sort ORDER = Sort.by("conversation", "seq");

    private final MongoOperations mongo;
    private final String target;

    LaneScan(MongoOperations mongo, Target target) {
        this.mongo = mongo;
        this.target = target.toString();
    }

    /// The first target after `after` with a pending delivery.
    ///
    /// Any message between the two bounds names a nearer upper bound, so this needs no sort:
    /// MongoDB cannot sort by an array that it also searches. In practice the first result is the
    /// nearest, and two index look-ups are enough.
    static @Nullable String targetBehind(MongoOperations mongo, String after) {
        @Nullable String nearest = null;
        @Nullable String nearer = anyTargetBetween(mongo, after, null);
        while (nearer != null) {
            nearest = nearer;
            nearer = anyTargetBetween(mongo, after, nearest);
        }
        return nearest;
    }

    private static @Nullable String anyTargetBetween(
            MongoOperations mongo, String after, @Nullable String before) {
        Criteria between = new Criteria().gt(after);
        if (before != null) {
            between = between.lt(before);
        }
        Query any = query(where(OWED).elemMatch(between));
        any.fields().include(OWED);
        Document found = mongo.findOne(any, Document.class, JOURNAL);
        return found == null
                ? null
                : found.getList(OWED, String.class).stream()
                        .filter(target -> target.compareTo(after) > 0)
                        .filter(target -> before == null || target.compareTo(before) < 0)
                        .min(String::compareTo)
                        .orElse(null);
    }

    /// Reads little while a single conversation fills a query, and skips the rest of that
    /// conversation. If the step ends early, its results so far count.
    Conversations conversations(@Nullable String from, int limit) {
        Set<String> found = new LinkedHashSet<>();
        Lanes place = Lanes.parse(from);
        int left = limit;
        while (left > 0 && (found.isEmpty() || Deadline.left().compareTo(RESERVE) > 0)) {
            int most = Math.min(place.size(), left);
            List<String> read;
            try {
                read = conversationsBehind(place.conversation(), most);
            } catch (RuntimeException e) {
                if (found.isEmpty()) {
                    throw e;
                }
                return step(found, place.withSize(SMALLEST_READ));
            }
            found.addAll(read);
            if (read.size() < most) {
                return step(found, null);
            }
            place = place.behind(read);
            left -= most;
        }
        return step(found, place);
    }

    private static Conversations step(Set<String> found, @Nullable Lanes next) {
        return new Conversations(
                found.stream().map(ConversationId::new).toList(),
                next == null ? null : next.toString());
    }

    private List<String> conversationsBehind(String conversation, int size) {
        return find(where("conversation").gt(conversation), size).stream()
                .map(LaneScan::conversation)
                .toList();
    }

    Count count(Partitions some, @Nullable String from, int limit) {
        List<Document> read = read(Place.parse(from), limit);
        long found =
                read.stream()
                        .filter(message -> some.contains(new ConversationId(conversation(message))))
                        .count();
        return new Count(
                (int) found, read.size() < limit ? null : Place.of(read.getLast()).toString());
    }

    private List<Document> read(Place place, int size) {
        List<Document> read = new ArrayList<>();
        if (place.seq() < Long.MAX_VALUE) {
            read.addAll(
                    find(
                            where("conversation")
                                    .is(place.conversation())
                                    .and("seq")
                                    .gt(place.seq()),
                            size));
        }
        if (read.size() < size) {
            read.addAll(find(where("conversation").gt(place.conversation()), size - read.size()));
        }
        return read;
    }

    private List<Document> find(Criteria place, int size) {
        Query query = query(place.and(OWED).is(target)).with(ORDER).limit(size);
        query.fields().include("conversation", "seq").exclude("_id");
        return mongo.find(query, Document.class, JOURNAL);
    }

    private static String conversation(Document message) {
        return message.getString("conversation");
    }

    /// The position after a step through lanes.
    ///
    /// @param size how many index entries the next query reads
    private record Lanes(String conversation, int size) {

        static Lanes parse(@Nullable String text) {
            if (text == null) {
                return new Lanes("", SMALLEST_READ);
            }
            String[] parts = text.split(" ", 2);
            return new Lanes(parts[1], Integer.parseInt(parts[0]));
        }

        Lanes behind(List<String> read) {
            long lanes = read.stream().distinct().count();
            int next = lanes >= MANY_LANES ? size * 2 : lanes == 1 ? SMALLEST_READ : size;
            return new Lanes(read.getLast(), Math.min(next, LARGEST_READ));
        }

        Lanes withSize(int next) {
            return new Lanes(conversation, next);
        }

        @Override
        public String toString() {
            return size + " " + conversation;
        }
    }

    /// The position after a step of a count.
    private record Place(String conversation, long seq) {

        private static final Place BEFORE_ALL = new Place("", Long.MAX_VALUE);

        static Place of(Document message) {
            return new Place(
                    LaneScan.conversation(message), message.get("seq", Number.class).longValue());
        }

        static Place parse(@Nullable String text) {
            if (text == null) {
                return BEFORE_ALL;
            }
            String[] parts = text.split(" ", 2);
            return new Place(parts[1], Long.parseLong(parts[0]));
        }

        @Override
        public String toString() {
            return seq + " " + conversation;
        }
    }
}
