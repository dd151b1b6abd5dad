package dev.switchboard.adapter.out.persistence.mongo.cluster;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.PARTITIONS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.cluster.PartitionRegistry;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.PartitionTable;
import dev.switchboard.domain.cluster.PartitionTable.Share;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Update;

/// The table is one document, so one update changes all of it or nothing.
final class MongoPartitionRegistry implements PartitionRegistry {

    private static final String ID = "table";
    private static final String VERSION = "version";
    private static final String PARTS = "parts";

    private final MongoStore store;

    MongoPartitionRegistry(MongoStore store) {
        this.store = store.withoutOwnership();
    }

    @Override
    public Optional<PartitionTable> newerThan(long version) {
        return Optional.ofNullable(
                        store.call(mongo ->
                                mongo.findOne(
                                        query(where("_id").is(ID).and(VERSION).gt(version)),
                                        Document.class,
                                        PARTITIONS)))
                .map(MongoPartitionRegistry::table);
    }

    @Override
    public boolean replace(long version, PartitionTable next) {
        List<Document> parts =
                next.shares().stream().map(MongoPartitionRegistry::document).toList();
        if (version == 0) {
            Document first =
                    new Document("_id", ID).append(VERSION, next.version()).append(PARTS, parts);
            return store.call(mongo -> inserts(mongo, first));
        }
        Update update = new Update().set(VERSION, next.version()).set(PARTS, parts);
        return store.call(mongo ->
                        mongo.updateFirst(
                                query(where("_id").is(ID).and(VERSION).is(version)),
                                update,
                                PARTITIONS))
                        .getMatchedCount()
                == 1;
    }

    private static boolean inserts(MongoOperations mongo, Document first) {
        try {
            mongo.insert(first, PARTITIONS);
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    private static Document document(Share share) {
        HubId owner = share.owner();
        return new Document("hub", owner == null ? null : owner.value())
                .append("epoch", share.epoch())
                .append("clean", share.clean());
    }

    private static PartitionTable table(Document stored) {
        return new PartitionTable(
                stored.getLong(VERSION),
                stored.getList(PARTS, Document.class).stream()
                        .map(MongoPartitionRegistry::share)
                        .toList());
    }

    private static Share share(Document stored) {
        String owner = stored.getString("hub");
        return new Share(
                owner == null ? null : new HubId(owner),
                stored.getLong("epoch"),
                stored.getBoolean("clean", false));
    }
}
