package dev.switchboard.adapter.out.persistence.mongo.journal;

import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.DAY_KEYS;
import static dev.switchboard.adapter.out.persistence.mongo.engine.Collections.JOURNAL;
import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.note;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.application.fakes.InParallel;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.Backlog.Owed;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets.Progress;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.JournalContract;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("nightly")
class SealedMongoJournalIT implements JournalContract {

    private final String uri = MongoForTests.find().freshDatabase();
    private StartedStore store = StartedStore.sealing(uri, true);

    @Override
    public StorePorts store() {
        return store.ports();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void sealsTheWordsOfAMessageAndNothingElse() {
        Message message = stored(message().saying("\"said\""));

        Document document = document(message);
        assertThat(document.toJson()).doesNotContain("said");
        assertThat(document.get("content", Document.class)).containsOnlyKeys("key", "value");
        assertThat(document.getString("conversation")).isEqualTo(CONVERSATION.value());
        assertThat(read(message)).contains(message);
    }

    @Test
    void sealsTheWordsOfANote() {
        Message note = stored(note());

        Document document = document(note);
        assertThat(document.toJson()).doesNotContain("angry");
        assertThat(document.get("note", Document.class)).containsOnlyKeys("key", "value");
        assertThat(read(note)).contains(note);
    }

    @Test
    void readsOpenAndSealedMessagesSideBySide() {
        Message sealed = stored(message().saying("\"first\""));
        reopen(false);
        Message open = stored(message().saying("\"second\""));

        assertThat(document(open).getString("content")).isEqualTo("\"second\"");
        assertThat(read(sealed)).contains(sealed);
        assertThat(read(open)).contains(open);

        reopen(true);

        assertThat(read(sealed)).contains(sealed);
        assertThat(read(open)).contains(open);
    }

    @Test
    void sealsEachDayWithItsOwnKey() {
        Message first = stored(message());
        ((MutableClock) store.bean(Clock.class)).advance(Duration.ofDays(1));
        Message second = stored(message());

        assertThat(keyOf(second)).isNotEqualTo(keyOf(first));
        assertThat(store.database().getCollection(DAY_KEYS).countDocuments()).isEqualTo(2);
        assertThat(read(first)).contains(first);
        assertThat(read(second)).contains(second);
    }

    @Test
    void opensNoMessageThatWasMoved() {
        Message first = stored(message().saying("\"first\""));
        Message second = stored(message().saying("\"second\""));
        put(second, document(first).get("content", Document.class));

        assertThat(read(second)).isEmpty();
        assertThat(read(first)).contains(first);
    }

    @Test
    void goesOnBehindAMessageThatCannotBeOpened() {
        stored(message());
        Message damaged = stored(message());
        stored(message());
        put(damaged, new Document("key", "1999-01-01").append("value", new Binary(new byte[50])));

        assertThat(store().history().messages(CONVERSATION, 0, 10))
                .extracting(recorded -> recorded.message().seq())
                .containsExactly(1L, 3L);
        assertThat(store().history().messages(CONVERSATION, 0, 2)).hasSize(2);
        assertThat(store().history().since(new MessageId("msg_" + "0".repeat(32)), 2)).hasSize(2);
        assertThat(store().history().newest(null, 2)).hasSize(2);
        List<Owed> pending = store().backlog().pending(new LaneKey(CONVERSATION, Seed.SLACK), 2);
        assertThat(pending).extracting(owed -> owed.message().seq()).containsExactly(1L, 3L);
    }

    @Test
    void agreesWithOtherHubsOnTheKeyOfADay() {
        try (Closing others = new Closing(StartedStore.sealing(uri, true))) {
            List<StorePorts> hubs = List.of(store(), others.store().ports());
            List<Appended> appended =
                    InParallel.results(8, i -> hubs.get(i % 2).journal().append(message().entry()));

            for (StorePorts hub : hubs) {
                assertThat(appended)
                        .allSatisfy(it -> assertThat(hub.history().find(idOf(it))).isPresent());
            }
        }
        assertThat(store.database().getCollection(DAY_KEYS).countDocuments()).isOne();
    }

    @Test
    void needsNoOlderMasterKeyWhenTheKeysOfDaysAreRewrapped() {
        Message message = stored(message());
        Document before = document(message);
        store.stop();
        store = StartedStore.withKeys(uri, TestKeys.text(2, 0)).whenReady();
        assertThat(store.bean(SealedSecrets.class).renew(10)).isEqualTo(new Progress(1, 0));
        store.bean(SealedSecrets.class).renew(10);
        store.stop();

        store = StartedStore.withKeys(uri, TestKeys.text(2)).whenReady();

        assertThat(read(message)).contains(message);
        assertThat(document(message)).isEqualTo(before);
    }

    private record Closing(StartedStore store) implements AutoCloseable {
        @Override
        public void close() {
            store.stop();
        }
    }

    private static MessageId idOf(Appended appended) {
        return ((Appended.Stored) appended).message().id();
    }

    private void reopen(boolean sealing) {
        store.stop();
        store = StartedStore.sealing(uri, sealing);
    }

    private MongoCollection<Document> journal() {
        return store.database().getCollection(JOURNAL);
    }

    private Document document(Message message) {
        return requireNonNull(journal().find(Filters.eq("_id", message.id().value())).first());
    }

    private String keyOf(Message message) {
        return document(message).get("content", Document.class).getString("key");
    }

    /// Writes into the store, bypassing the hub.
    private void put(Message message, Document content) {
        journal()
                .updateOne(
                        Filters.eq("_id", message.id().value()), Updates.set("content", content));
    }

    private Optional<Message> read(Message message) {
        return store().history().find(message.id()).map(Recorded::message);
    }
}
