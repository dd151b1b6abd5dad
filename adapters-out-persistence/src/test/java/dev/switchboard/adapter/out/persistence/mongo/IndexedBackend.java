package dev.switchboard.adapter.out.persistence.mongo;

import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.bson.Document;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.record.MessageDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// mongo-java-server with a journal that is found by id, by conversation and `seq`, by what it
/// answers, and by the targets that it is owed to. Without them the server ignores secondary
/// indexes and reads all documents for each query.
public final class IndexedBackend extends MemoryBackend {

    @Override
    public MemoryDatabase openOrCreateDatabase(String name) {
        return new MemoryDatabase(name, getCursorRegistry()) {
            @Override
            protected MemoryCollection openOrCreateCollection(
                    String collection, CollectionOptions options) {
                return collection.equals(Collections.JOURNAL)
                        ? new Journal(this, collection, options, cursorRegistry)
                        : super.openOrCreateCollection(collection, options);
            }
        };
    }

    private static final class Journal extends MemoryCollection {

        private static final Document LANES = new Document("conversation", 1).append("seq", 1);

        private final Map<Object, Integer> ids = new HashMap<>();
        private final NavigableMap<Place, Integer> places = new TreeMap<>();
        private final Map<Object, Set<Integer>> answers = new HashMap<>();
        private final NavigableMap<String, Set<Integer>> owed = new TreeMap<>();

        Journal(
                MemoryDatabase database,
                String name,
                CollectionOptions options,
                CursorRegistry cursors) {
            super(database, name, options, cursors);
        }

        private record Place(String conversation, long seq) implements Comparable<Place> {

            private static final Comparator<Place> ORDER =
                    Comparator.comparing(Place::conversation).thenComparingLong(Place::seq);

            static Place of(Document message) {
                return new Place(
                        (String)
                                Objects.requireNonNull(message.get("conversation"), "conversation"),
                        numberOf(message, "seq"));
            }

            @Override
            public int compareTo(Place other) {
                return ORDER.compare(this, other);
            }
        }

        private static long numberOf(Document document, String field) {
            return ((Number) Objects.requireNonNull(document.get(field), field)).longValue();
        }

        // its callers hold the collection's lock
        @Override
        protected Integer addDocumentInternal(Document message) {
            Integer position = super.addDocumentInternal(message);
            ids.put(message.get("_id"), position);
            places.put(Place.of(message), position);
            if (message.containsKey("answers")) {
                answers.computeIfAbsent(message.get("answers"), _ -> new TreeSet<>()).add(position);
            }
            owedTo(message, position);
            return position;
        }

        private void owedTo(Document message, Integer position) {
            if (message.get(MessageDocument.OWED) instanceof List<?> targets) {
                targets.forEach(target ->
                        owed.computeIfAbsent((String) target, _ -> new TreeSet<>()).add(position));
            }
        }

        private void owedNoMore(Integer position) {
            owed.values().forEach(each -> each.remove(position));
        }

        @Override
        protected void handleUpdate(Integer position, Document before, Document after) {
            super.handleUpdate(position, before, after);
            owedNoMore(position);
            owedTo(after, position);
        }

        @Override
        protected void removeDocument(Integer position) {
            Document message = getDocument(position);
            owedNoMore(position);
            ids.remove(message.get("_id"));
            places.remove(Place.of(message));
            answers.values().forEach(each -> each.remove(position));
            super.removeDocument(position);
        }

        @Override
        protected QueryResult queryDocuments(
                Document query,
                @Nullable Document order,
                int skip,
                int limit,
                int batch,
                @Nullable Document fields) {
            Collection<Integer> found = found(query, order);
            if (found == null) {
                return super.queryDocuments(query, order, skip, limit, batch, fields);
            }
            boolean inOrder =
                    order == null
                            || order.isEmpty()
                            || isOfLanes(order)
                            || (query.get("conversation") instanceof String && isOfOneLane(order));
            return matchDocumentsFromStream(
                    query,
                    found.stream().map(this::getDocument),
                    skip,
                    limit,
                    batch,
                    inOrder ? null : deriveComparator(order),
                    fields);
        }

        private static boolean isOfLanes(Document order) {
            return order.toString().equals(LANES.toString());
        }

        private static boolean isOfOneLane(Document order) {
            return order.containsKey("seq")
                    && Set.of("conversation", "seq").containsAll(order.keySet());
        }

        private static boolean isNewestFirst(@Nullable Document order) {
            return order != null && isOfOneLane(order) && numberOf(order, "seq") < 0;
        }

        /// @param seq the query's condition for it
        private NavigableMap<Place, Integer> lane(String conversation, @Nullable Object seq) {
            Place first = new Place(conversation, Long.MIN_VALUE);
            Place last = new Place(conversation, Long.MAX_VALUE);
            NavigableMap<Place, Integer> lane = places.subMap(first, true, last, true);
            if (seq instanceof Document between) {
                if (between.get("$gt") instanceof Number after) {
                    lane = lane.tailMap(new Place(conversation, after.longValue()), false);
                }
                if (between.get("$lt") instanceof Number before) {
                    lane = lane.headMap(new Place(conversation, before.longValue()), false);
                }
            }
            return lane;
        }

        private List<Integer> withIds(List<?> wanted) {
            List<Integer> found = new ArrayList<>();
            for (Object id : wanted) {
                Integer position = ids.get(id);
                if (position != null) {
                    found.add(position);
                }
            }
            return found;
        }

        /// @return the positions of all documents that may match; null if no index knows
        private @Nullable Collection<Integer> found(Document query, @Nullable Document order) {
            if (query.get("_id") instanceof String id) {
                return withIds(List.of(id));
            }
            if (query.get("conversation") instanceof String conversation) {
                NavigableMap<Place, Integer> lane = lane(conversation, query.get("seq"));
                return (isNewestFirst(order) ? lane.descendingMap() : lane).values();
            }
            if (query.get("_id") instanceof Document any && any.get("$in") instanceof List<?> of) {
                return withIds(of);
            }
            if (query.get("answers") instanceof Document any
                    && any.get("$in") instanceof List<?> of) {
                return of.stream()
                        .flatMap(each -> answers.getOrDefault(each, Set.of()).stream())
                        .toList();
            }
            if (query.get("conversation") instanceof Document after
                    && after.get("$gt") instanceof String conversation
                    && order != null
                    && isOfLanes(order)) {
                return places.tailMap(new Place(conversation, Long.MAX_VALUE), false).values();
            }
            if (query.get(MessageDocument.OWED) instanceof Document any
                    && any.get("$elemMatch") instanceof Document between
                    && between.get("$gt") instanceof String after) {
                NavigableMap<String, Set<Integer>> behind = owed.tailMap(after, false);
                return (between.get("$lt") instanceof String before
                                ? behind.headMap(before, false)
                                : behind)
                        .values().stream().flatMap(Set::stream).toList();
            }
            return null;
        }
    }
}
