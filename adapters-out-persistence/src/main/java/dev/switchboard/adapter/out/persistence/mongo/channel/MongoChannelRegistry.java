package dev.switchboard.adapter.out.persistence.mongo.channel;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.or;
import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import dev.switchboard.adapter.out.persistence.document.FullPage;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.channel.FieldPath;
import dev.switchboard.domain.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Stores channels in the shape of their five public fields, so documents that people insert are
/// channels too.
public final class MongoChannelRegistry implements ChannelRegistry {

    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final MongoStore store;
    private final StoredChannel documents;
    private final Duration maxTime;
    private final InstantSource clock;
    private final AtomicReference<Recent> recent = new AtomicReference<>(new Recent(Map.of()));

    /// @param maxTime the longest time for a query
    public MongoChannelRegistry(
            MongoStore store, SecretCipher cipher, Duration maxTime, InstantSource clock) {
        this.clock = clock;
        this.store = store;
        this.documents = new StoredChannel(cipher);
        this.maxTime = maxTime;
    }

    /// A cache of recently read channels. Each message looks up its channel twice, and all messages
    /// of a busy channel look up the same one. A change made here clears the cache, so that nothing
    /// read before the change is found after it; a change made elsewhere shows after [#MOMENT], or
    /// as soon as this hub hears of it.
    ///
    /// A class, because it is compared by identity.
    private static final class Recent {

        private record Found(Channel channel, Instant at) {}

        private final Map<ChannelId, Found> found;

        Recent(Map<ChannelId, Found> found) {
            this.found = Map.copyOf(found);
        }

        @Nullable Channel at(ChannelId id, Instant now) {
            Found there = found.get(id);
            return there != null && now.isBefore(there.at().plus(MOMENT)) ? there.channel() : null;
        }

        Recent with(Channel channel, Instant now) {
            Map<ChannelId, Found> all = new HashMap<>(found);
            all.values().removeIf(old -> !now.isBefore(old.at().plus(MOMENT)));
            all.put(channel.id(), new Found(channel, now));
            return new Recent(all);
        }
    }

    @Override
    public void forget() {
        recent.set(new Recent(Map.of()));
    }

    @Override
    public Insertion insert(Channel channel) {
        Document all = new Document("$setOnInsert", documents.update(channel).get("$set"));
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        try {
            UpdateResult result =
                    in(channels -> channels.updateOne(named(channel.id()), all, upsert));
            return result.getMatchedCount() == 0 ? Insertion.DONE : Insertion.EXISTS;
        } catch (DuplicateKeyException _) {
            // Another writer was faster.
            return Insertion.EXISTS;
        }
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        Instant now = clock.instant();
        Recent before = recent.get();
        Channel known = before.at(id, now);
        return known == null ? read(id, before, now) : Optional.of(known);
    }

    private Optional<Channel> read(ChannelId id, Recent before, Instant now) {
        List<Document> documentsOfIt =
                in(channels -> channels.find(named(id)).limit(1).into(new ArrayList<>()));
        Optional<Channel> found = documentsOfIt.stream().findFirst().flatMap(documents::channel);
        found.ifPresent(channel -> recent.compareAndSet(before, before.with(channel, now)));
        return found;
    }

    @Override
    public Replacement replace(Channel channel, long expectedRevision) {
        Document update = documents.update(channel);
        Bson expected = and(named(channel.id()), at(expectedRevision));
        return changed(
                channel.id(),
                () -> in(channels -> channels.updateOne(expected, update)).getMatchedCount());
    }

    @Override
    public Replacement remove(ChannelId id, long expectedRevision) {
        Bson expected = and(named(id), at(expectedRevision));
        return changed(id, () -> in(channels -> channels.deleteOne(expected)).getDeletedCount());
    }

    /// Clears the cache even on failure, because a change with unknown outcome may have taken
    /// effect.
    private Replacement changed(ChannelId id, LongSupplier change) {
        try {
            return outcome(id, change.getAsLong());
        } finally {
            forget();
        }
    }

    private Replacement outcome(ChannelId id, long changed) {
        if (changed == 1) {
            return Replacement.DONE;
        }
        return in(channels -> channels.countDocuments(named(id))) == 0
                ? Replacement.ABSENT
                : Replacement.CHANGED;
    }

    @Override
    public List<Channel> query(ChannelFilter filter, @Nullable ChannelId after, int limit) {
        Document question = ChannelQuestion.ask(filter);
        String begin = after == null ? "" : after.value();
        return FullPage.<Document, Channel>of(
                limit,
                (last, most) ->
                        stored(
                                question,
                                last == null ? begin : last.getString(ChannelFields.ID),
                                most),
                document -> documents.channel(document).stream());
    }

    private List<Document> stored(Document question, String after, int limit) {
        // A list with a text is greater than a text, too.
        Bson behind = and(gt(ChannelFields.ID, after), exists(ChannelFields.ID + ".0", false));
        return in(channels ->
                channels.find(and(behind, question))
                        .sort(Sorts.ascending(ChannelFields.ID))
                        .limit(limit)
                        .maxTime(maxTime.toMillis(), MILLISECONDS)
                        .into(new ArrayList<>()));
    }

    private <T> T in(Function<MongoCollection<Document>, T> work) {
        return store.call(
                mongo -> requireNonNull(mongo.execute(Collections.CHANNELS, work::apply)));
    }

    private static Bson named(ChannelId id) {
        return eq(ChannelFields.ID, id.value());
    }

    /// A hand-made document without a revision counts as the first.
    private static Bson at(long revision) {
        String field = StoredChannel.ours(StoredChannel.REVISION);
        return revision == 1 ? or(eq(field, 1L), exists(field, false)) : eq(field, revision);
    }

    /// Translates a [ChannelFilter] into MongoDB's language. Every operator is written here and
    /// every value is typed, so nothing from a caller can become an operator. Patterns are rebuilt
    /// from quoted text, so they cannot backtrack.
    private static final class ChannelQuestion {

        private static final Document EVERYTHING = new Document();
        private static final Document NOTHING = new Document("$nor", List.of(EVERYTHING));

        private ChannelQuestion() {}

        static Document ask(ChannelFilter filter) {
            return switch (filter) {
                case ChannelFilter.And(var filters) -> joined("$and", filters, EVERYTHING);
                case ChannelFilter.Or(var filters) -> joined("$or", filters, NOTHING);
                case ChannelFilter.Not(var inner) -> new Document("$nor", List.of(ask(inner)));
                case ChannelFilter.In(var field, var values) -> in(field, values);
                case ChannelFilter.All(var field, var values) -> all(field, values);
                case ChannelFilter.Exists(var field, boolean expected) ->
                        at(field, "$exists", expected);
                case ChannelFilter.Text text ->
                        new Document(text.field().toString(), pattern(text));
            };
        }

        private static Document joined(
                String operator, List<ChannelFilter> filters, Document ifThereAreNone) {
            return filters.isEmpty()
                    ? ifThereAreNone
                    : new Document(operator, filters.stream().map(ChannelQuestion::ask).toList());
        }

        private static Document in(FieldPath field, List<JsonValue> values) {
            return at(field, "$in", BsonValues.toBson(values));
        }

        private static Document all(FieldPath field, List<JsonValue> values) {
            return values.isEmpty()
                    ? NOTHING
                    : new Document(
                            "$and",
                            values.stream().map(value -> in(field, List.of(value))).toList());
        }

        private static Document at(FieldPath field, String operator, Object operand) {
            return new Document(field.toString(), new Document(operator, operand));
        }

        private static Document pattern(ChannelFilter.Text text) {
            String literal =
                    text.text()
                            .codePoints()
                            .collect(
                                    StringBuilder::new,
                                    ChannelQuestion::appendQuoted,
                                    StringBuilder::append)
                            .toString();
            return new Document("$regex", (text.anchored() ? "^" : "") + literal)
                    .append("$options", text.ignoreCase() ? "i" : "");
        }

        /// Escapes every ASCII character except letters and digits, so that none has a special
        /// meaning.
        private static void appendQuoted(StringBuilder pattern, int character) {
            if (character < 128 && !Character.isLetterOrDigit(character)) {
                pattern.append('\\');
            }
            pattern.appendCodePoint(character);
        }
    }
}
