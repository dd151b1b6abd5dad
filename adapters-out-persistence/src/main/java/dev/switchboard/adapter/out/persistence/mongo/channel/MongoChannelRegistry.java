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
import dev.switchboard.adapter.out.persistence.mongo.engine.Collections;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.channel.ChannelRegistry;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFilter;
import dev.switchboard.domain.channel.ChannelId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;

/// Channels in the shape that the contract's five fields have, so that documents people insert are
/// channels too.
final class MongoChannelRegistry implements ChannelRegistry {

    private final MongoStore store;
    private final ChannelReading reading;
    private final ChannelWriting writing;
    private final Duration maxTime;

    /// @param maxTime how long a query may take
    MongoChannelRegistry(
            MongoStore store, ChannelReading reading, ChannelWriting writing, Duration maxTime) {
        this.store = store;
        this.reading = reading;
        this.writing = writing;
        this.maxTime = maxTime;
    }

    @Override
    public Insertion insert(Channel channel) {
        Document all = new Document("$setOnInsert", writing.update(channel).get("$set"));
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        try {
            UpdateResult result =
                    in(channels -> channels.updateOne(named(channel.id()), all, upsert));
            return result.getMatchedCount() == 0 ? Insertion.DONE : Insertion.EXISTS;
        } catch (DuplicateKeyException _) {
            // somebody else's was quicker
            return Insertion.EXISTS;
        }
    }

    @Override
    public Optional<Channel> find(ChannelId id) {
        List<Document> found =
                in(channels -> channels.find(named(id)).limit(1).into(new ArrayList<>()));
        return found.stream().findFirst().flatMap(reading::channel);
    }

    @Override
    public Replacement replace(Channel channel, long expectedRevision) {
        Document update = writing.update(channel);
        Bson expected = and(named(channel.id()), at(expectedRevision));
        long replaced = in(channels -> channels.updateOne(expected, update)).getMatchedCount();
        return outcome(channel.id(), replaced);
    }

    @Override
    public Replacement remove(ChannelId id, long expectedRevision) {
        Bson expected = and(named(id), at(expectedRevision));
        long removed = in(channels -> channels.deleteOne(expected)).getDeletedCount();
        return outcome(id, removed);
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
        Bson behind = gt(ChannelFields.ID, after == null ? "" : after.value());
        Bson question = and(behind, ChannelQuestion.ask(filter));
        List<Document> found =
                in(channels ->
                        channels.find(question)
                                .sort(Sorts.ascending(ChannelFields.ID))
                                .limit(limit)
                                .maxTime(maxTime.toMillis(), MILLISECONDS)
                                .into(new ArrayList<>()));
        return found.stream().map(reading::channel).flatMap(Optional::stream).toList();
    }

    private <T> T in(Function<MongoCollection<Document>, T> work) {
        return store.call(
                mongo -> requireNonNull(mongo.execute(Collections.CHANNELS, work::apply)));
    }

    private static Bson named(ChannelId id) {
        return eq(ChannelFields.ID, id.value());
    }

    /// A hand-made document has no revision, which counts as the first.
    private static Bson at(long revision) {
        String field = ChannelFields.ours(ChannelFields.REVISION);
        return revision == 1 ? or(eq(field, 1L), exists(field, false)) : eq(field, revision);
    }
}
