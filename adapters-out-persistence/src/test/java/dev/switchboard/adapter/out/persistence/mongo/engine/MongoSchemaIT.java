package dev.switchboard.adapter.out.persistence.mongo.engine;

import static dev.switchboard.application.port.out.store.EntryDraft.key;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.switchboard.adapter.out.persistence.format.NewerStoreException;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.ProxiedMongo;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.wire.Pose;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// T07: order and "only once" rest on unique indexes, so the store needs them.
class MongoSchemaIT {

    @Test
    void createsEveryIndexByName() {
        try (StartedStore store = StartedStore.ready()) {
            for (StoredIndex index : StoredIndex.ALL) {
                assertThat(indexes(store.database().getCollection(index.collection())))
                        .contains(index.name());
            }
        }
    }

    @Test
    void documentsEveryIndex() throws IOException {
        String document = Files.readString(Path.of("../docs/storage-mongodb.md"));

        assertThat(StoredIndex.ALL)
                .allSatisfy(index -> assertThat(document).contains("`" + index.name() + "`"));
    }

    @Test
    void isNotReadyWhileAUniqueIndexCannotBe() {
        String uri = MongoForTests.find().freshDatabase();
        insertTwice(uri, Document.parse("{conversation: 'session:a', seq: 1}"));

        StartedStore store = StartedStore.at(uri);

        await().untilAsserted(() ->
                assertThat(store.bean(StoreHealth.class).check())
                        .isInstanceOfSatisfying(
                                Condition.NotReady.class,
                                not ->
                                        assertThat(not.reason())
                                                .contains("journal_conversation_seq")));
        assertThatThrownBy(() -> store.ports().journal().append(message().entry()))
                .isInstanceOf(StoreUnavailableException.class);
        store.close();
    }

    @Test
    void notesTheFormatOfTheDatabase() {
        try (StartedStore store = StartedStore.ready()) {
            assertThat(store.database().getCollection("store").find(Filters.eq("format")).first())
                    .isEqualTo(new Document("_id", "format").append("number", 1));
        }
    }

    @Test
    void doesNotStartOnADatabaseOfALaterVersion() {
        String uri = MongoForTests.find().freshDatabase();
        StartedStore before = StartedStore.at(uri).whenReady();
        claimFormat(before, 2);
        before.stop();

        assertThatThrownBy(() -> StartedStore.at(uri))
                .rootCause()
                .isInstanceOf(NewerStoreException.class)
                .hasMessage(
                        "The MongoDB database was written by a later version: it has format 2, and"
                                + " this version reads up to 1.");
        MongoForTests.drop(uri);
    }

    @Test
    void isNotUsedAnyMoreOnceALaterVersionBegan() {
        try (StartedStore store = StartedStore.ready()) {
            claimFormat(store, 2);
            ((MutableClock) store.bean(Clock.class)).advance(Duration.ofMinutes(10));

            await().untilAsserted(() ->
                    assertThat(store.bean(StoreHealth.class).check())
                            .isEqualTo(new Condition.NotReady(Schema.NEWER)));
            assertThatThrownBy(() -> store.ports().journal().append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(store.database().getCollection("store").find(Filters.eq("format")).first())
                    .containsEntry("number", 2);
        }
    }

    private static void claimFormat(StartedStore store, int number) {
        store.database()
                .getCollection("store")
                .updateOne(Filters.eq("format"), Updates.set("number", number));
    }

    @Test
    void putsALostIndexBack() {
        try (StartedStore store = StartedStore.ready()) {
            MongoCollection<Document> journal = store.database().getCollection("journal");
            journal.dropIndex("journal_conversation_seq");
            ((MutableClock) store.bean(Clock.class)).advance(Duration.ofMinutes(10));

            store.whenReady();

            assertThat(indexes(journal)).contains("journal_conversation_seq");
        }
    }

    @Test
    void listsNoIndexesAgainAndAgain() {
        List<String> commands = new CopyOnWriteArrayList<>();
        CommandListener listener =
                new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        commands.add(event.getCommandName());
                    }
                };
        try (StartedStore store = StartedStore.ready(listener)) {
            commands.clear();

            IntStream.range(0, 10).forEach(_ -> store.bean(StoreHealth.class).check());

            assertThat(commands).hasSize(10).containsOnly("update");
        }
    }

    /// A new primary, or a restored member, may have other indexes.
    @Test
    void looksAtItsIndexesAfterAnOutage() {
        try (ProxiedMongo mongo = ProxiedMongo.posingAs(Pose.REPLICA_SET);
                StartedStore store = StartedStore.ready(mongo)) {
            MongoCollection<Document> journal = store.database().getCollection("journal");
            mongo.faults().expire("update").once();
            assertThat(store.bean(StoreHealth.class).check())
                    .isInstanceOf(Condition.NotReady.class);
            journal.dropIndex("journal_conversation_seq");

            store.whenReady();

            assertThat(indexes(journal)).contains("journal_conversation_seq");
        }
    }

    @Test
    void takesTheKeysOfAShardedJournalAsTheyAre() {
        String uri = MongoForTests.find().freshDatabase();
        shardKeys(uri);

        try (StartedStore store = StartedStore.at(uri).whenReady()) {
            // all with keys, because mongo-java-server leaves no message out of an index
            store.ports().journal().append(message().keyed(key("other", "f")).entry());
            Entry keyed = message().keyed(key("k", "f")).entry();
            store.ports().journal().append(keyed);
            assertThat(store.ports().journal().append(message().keyed(key("k", "f")).entry()))
                    .isEqualTo(new Appended.Repeated(keyed.id(), null));
        }
    }

    /// Shards the journal as `docs/storage-mongodb.md` says.
    private static void shardKeys(String uri) {
        try (MongoClient client = MongoClients.create(uri)) {
            client.getDatabase(MongoSettings.of(new Secret(uri)).database())
                    .getCollection("journal")
                    .createIndex(
                            Indexes.ascending("conversation", "key.scope", "key.key"),
                            new IndexOptions()
                                    .name("journal_key")
                                    .unique(true)
                                    .partialFilterExpression(Filters.exists("key.key")));
        }
    }

    @ParameterizedTest
    @CsvSource({"STANDALONE, single", "REPLICA_SET, majority"})
    void tellsHowDurableItIs(Pose pose, String durability) {
        try (ProxiedMongo mongo = ProxiedMongo.posingAs(pose);
                StartedStore store = StartedStore.ready(mongo)) {
            assertThat(store.bean(StoreHealth.class).check())
                    .isEqualTo(new Condition.Ready(durability));
        }
    }

    private static void insertTwice(String uri, Document document) {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoCollection<Document> journal =
                    client.getDatabase(MongoSettings.of(new Secret(uri)).database())
                            .getCollection("journal");
            journal.insertMany(List.of(new Document(document), new Document(document)));
        }
    }

    private static List<String> indexes(MongoCollection<Document> collection) {
        return collection
                .listIndexes()
                .map(index -> index.getString("name"))
                .into(new ArrayList<>());
    }
}
