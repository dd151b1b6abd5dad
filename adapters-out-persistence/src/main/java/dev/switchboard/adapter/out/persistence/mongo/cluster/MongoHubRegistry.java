package dev.switchboard.adapter.out.persistence.mongo.cluster;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.HUBS;
import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.port.out.cluster.HubRegistry;
import dev.switchboard.domain.cluster.Hub;
import dev.switchboard.domain.cluster.HubId;
import dev.switchboard.domain.cluster.HubProtocol;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.delivery.TargetBulletin;
import dev.switchboard.domain.delivery.TargetChange;
import dev.switchboard.domain.delivery.TargetChange.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/// A document for each hub. A decision about a hub is one update of its document, which a majority
/// of the servers confirms.
final class MongoHubRegistry implements HubRegistry {

    private static final String BEAT = "beat";
    private static final String DEAD = "dead";
    private static final String LEAVING = "leaving";
    private static final String SOCKET = "socket";
    private static final String PROTOCOL = "protocol";
    private static final String OLDEST_PROTOCOL = "oldestProtocol";
    private static final String BULLETIN = "bulletin";

    private final MongoStore store;

    MongoHubRegistry(MongoStore store) {
        this.store = store.withoutOwnership();
    }

    @Override
    public void register(Hub hub) {
        Document document =
                new Document("_id", hub.id().value())
                        .append(BEAT, FIRST_BEAT)
                        .append("name", hub.name())
                        .append("address", hub.address())
                        .append("version", hub.version())
                        .append(PROTOCOL, hub.protocol().newest())
                        .append(OLDEST_PROTOCOL, hub.protocol().oldest())
                        .append(SOCKET, hub.socket())
                        .append("peerAddress", hub.peerAddress());
        store.run(mongo -> mongo.insert(document, HUBS));
    }

    @Override
    public boolean beat(HubId hub, TargetBulletin bulletin) {
        Query living = query(named(hub).and(DEAD).ne(true));
        Update beat = new Update().inc(BEAT, 1);
        return changes(
                living,
                bulletin.number() == 0 ? beat : beat.set(BULLETIN, StoredBulletin.of(bulletin)));
    }

    @Override
    public List<Sighting> hubs() {
        return store.call(mongo ->
                mongo.findAll(Document.class, HUBS).stream()
                        .map(MongoHubRegistry::sighting)
                        .toList());
    }

    private static Sighting sighting(Document stored) {
        Hub hub =
                new Hub(
                        new HubId(stored.getString("_id")),
                        text(stored, "name"),
                        text(stored, "address"),
                        text(stored, "version"),
                        protocol(stored),
                        stored.getString(SOCKET),
                        stored.getString("peerAddress"));
        Document bulletin = stored.get(BULLETIN, Document.class);
        return new Sighting(
                hub,
                stored.getLong(BEAT),
                stored.getBoolean(DEAD, false),
                stored.getBoolean(LEAVING, false),
                bulletin == null ? TargetBulletin.NONE : StoredBulletin.read(bulletin));
    }

    /// A hub that was declared dead before it registered says nothing of itself.
    private static HubProtocol protocol(Document stored) {
        int newest = stored.getInteger(PROTOCOL, 0);
        return new HubProtocol(stored.getInteger(OLDEST_PROTOCOL, newest), newest);
    }

    private static String text(Document stored, String field) {
        return Objects.requireNonNullElse(stored.getString(field), "");
    }

    @Override
    public boolean declareDead(HubId hub, long beat) {
        Update death = new Update().set(DEAD, true);
        return beat == 0
                ? store.call(mongo -> insertsDead(mongo, hub, death))
                : changes(
                        query(named(hub).orOperator(where(BEAT).is(beat), where(DEAD).is(true))),
                        death);
    }

    /// The id of a registered hub conflicts with a new document.
    private static boolean insertsDead(MongoOperations mongo, HubId hub, Update death) {
        Query dead = query(named(hub).and(DEAD).is(true));
        try {
            mongo.upsert(dead, death.setOnInsert(BEAT, 0L), HUBS);
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Override
    public void leave(HubId hub) {
        changes(query(named(hub)), new Update().unset(SOCKET).set(LEAVING, true));
    }

    @Override
    public void remove(HubId hub) {
        store.run(mongo -> mongo.remove(query(named(hub)), HUBS));
    }

    private boolean changes(Query query, Update update) {
        return store.call(mongo -> mongo.updateFirst(query, update, HUBS)).getMatchedCount() == 1;
    }

    private static Criteria named(HubId hub) {
        return where("_id").is(hub.value());
    }

    /// The stored form of a bulletin.
    private static final class StoredBulletin {

        private static final String NUMBER = "number";
        private static final String LATEST = "latest";
        private static final String TARGET = "target";
        private static final String KIND = "kind";

        private StoredBulletin() {}

        static Document of(TargetBulletin bulletin) {
            return new Document(NUMBER, bulletin.number())
                    .append(
                            LATEST,
                            bulletin.latest().stream()
                                    .map(change ->
                                            new Document(TARGET, change.target().toString())
                                                    .append(KIND, change.kind().name()))
                                    .toList());
        }

        /// Leaves out what a later release tells and this one does not know: a reader notices that
        /// something is missing.
        static TargetBulletin read(Document stored) {
            return new TargetBulletin(
                    stored.getLong(NUMBER),
                    stored.getList(LATEST, Document.class).stream()
                            .flatMap(each ->
                                    Stream.of(Kind.values())
                                            .filter(kind ->
                                                    kind.name().equals(each.getString(KIND)))
                                            .map(kind ->
                                                    new TargetChange(
                                                            Target.parse(each.getString(TARGET)),
                                                            kind)))
                            .toList());
        }
    }
}
