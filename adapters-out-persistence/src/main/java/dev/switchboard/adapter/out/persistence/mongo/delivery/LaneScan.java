package dev.switchboard.adapter.out.persistence.mongo.delivery;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.application.port.out.delivery.Backlog.Conversations;
import dev.switchboard.application.port.out.delivery.Backlog.Count;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/// Walks through what is pending in steps that are bounded by what they read, not by what they
/// find.
///
/// `journal_owed` has a message under all of its targets while one delivery is pending. Which one
/// that is is looked at here: asked for it, MongoDB would read on through any number of messages
/// that are settled for this target and pending for another.
final class LaneScan {

    /// A lane with a long backlog costs this many messages, and not all of a step.
    private static final int SMALLEST_READ = 50;

    private static final Sort ORDER = Sort.by("conversation", "seq");

    private final MongoOperations mongo;
    private final String target;

    LaneScan(MongoOperations mongo, Target target) {
        this.mongo = mongo;
        this.target = target.toString();
    }

    /// The first target behind another that a message with something pending names.
    ///
    /// Any message between the two ends will do, and names a nearer end, so this needs no order:
    /// MongoDB sorts by no array that it also searches. It begins with the first, and then two
    /// looks into the index suffice.
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
        Criteria between = where("target").gt(after);
        if (before != null) {
            between = between.lt(before);
        }
        Query any =
                query(
                        where("deliveries.state")
                                .is(State.PENDING.name())
                                .and("deliveries")
                                .elemMatch(between));
        any.fields().include("deliveries.target");
        Document found = mongo.findOne(any, Document.class, JOURNAL);
        return targetsOf(found)
                .filter(target -> target.compareTo(after) > 0)
                .filter(target -> before == null || target.compareTo(before) < 0)
                .min(String::compareTo)
                .orElse(null);
    }

    private static Stream<String> targetsOf(@Nullable Document message) {
        return message == null
                ? Stream.empty()
                : message.getList("deliveries", Document.class).stream()
                        .map(delivery -> delivery.getString("target"))
                        .filter(Objects::nonNull);
    }

    /// Reads little while conversations repeat, and passes over what is left of one that is found.
    Conversations conversations(@Nullable String from, int limit) {
        List<ConversationId> found = new ArrayList<>();
        Place place = Place.parse(from);
        int left = limit;
        int size = SMALLEST_READ;
        while (left > 0) {
            int most = Math.min(size, left);
            List<Document> read = read(place, most);
            Set<String> pending = new LinkedHashSet<>();
            read.stream().filter(this::pending).map(LaneScan::conversation).forEach(pending::add);
            pending.forEach(conversation -> found.add(new ConversationId(conversation)));
            if (read.size() < most) {
                return new Conversations(found, null);
            }
            Place last = Place.of(read.getLast());
            place = pending.contains(last.conversation()) ? last.behindConversation() : last;
            left -= read.size();
            size = pending.size() > read.size() / 2 ? size * 2 : SMALLEST_READ;
        }
        return new Conversations(found, place.toString());
    }

    Count count(@Nullable String from, int limit) {
        List<Document> read = read(Place.parse(from), limit);
        int pending = (int) read.stream().filter(this::pending).count();
        return new Count(pending, read.size() < limit ? null : Place.of(read.getLast()).toString());
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
        Criteria maybeOwed =
                place.and("deliveries.target")
                        .is(target)
                        .and("deliveries.state")
                        .is(State.PENDING.name());
        Query query = query(maybeOwed).with(ORDER).limit(size);
        query.fields().include("conversation", "seq", "deliveries.target", "deliveries.state");
        return mongo.find(query, Document.class, JOURNAL);
    }

    private boolean pending(Document message) {
        return message.getList("deliveries", Document.class).stream()
                .anyMatch(delivery ->
                        target.equals(delivery.getString("target"))
                                && State.PENDING.name().equals(delivery.getString("state")));
    }

    private static String conversation(Document message) {
        return message.getString("conversation");
    }

    /// Where a step ended.
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

        Place behindConversation() {
            return new Place(conversation, Long.MAX_VALUE);
        }

        @Override
        public String toString() {
            return seq + " " + conversation;
        }
    }
}
