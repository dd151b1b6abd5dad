package dev.switchboard.adapter.out.persistence;

import static dev.switchboard.adapter.out.persistence.SpokenWords.WORD;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.media.MediaFiles;
import dev.switchboard.application.port.out.message.History;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.WaitingParts;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.Retention;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.json.JsonWriterSettings;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.mongodb.MongoDatabaseFactory;

/// The parts of people's texts that reach the disk, in both stores.
class SealedWordsIT {

    private static final int AGE = 40;
    private static final String MASTER_KEY = "switchboard.master-key=";

    @TempDir private Path dataDir;

    private final MutableClock clock = new MutableClock();

    @Test
    void leavesNoWordInAnyFileOfTheEmbeddedStore() {
        embedded(true)
                .run(hub -> {
                    SpokenWords words = words(hub);
                    words.requireHeard(words.speak());
                    assertThat(filesWith(WORD)).isEmpty();
                });

        assertThat(filesWith(WORD)).isEmpty();
    }

    @Test
    void findsTheWordsInTheFilesIfNothingIsSealed() {
        embedded(false).run(hub -> words(hub).speak());

        assertThat(filesWith(WORD)).isNotEmpty();
    }

    @Test
    void leavesNoWordInAnyDocumentOfMongoDb() {
        mongo(
                true,
                hub -> {
                    SpokenWords words = words(hub);
                    words.requireHeard(words.speak());

                    assertThat(documentsWith(hub)).isEmpty();
                });
    }

    @Test
    void findsTheWordsInTheDocumentsIfNothingIsSealed() {
        mongo(
                false,
                hub -> {
                    SpokenWords words = words(hub);
                    words.requireHeard(words.speak());

                    assertThat(documentsWith(hub))
                            .containsExactlyInAnyOrder(
                                    "journal",
                                    "handoffs",
                                    "saved_views",
                                    "drafts",
                                    "chats",
                                    "desk_sessions",
                                    "media",
                                    "media_pieces",
                                    "waiting_parts")
                            .containsAll(
                                    TableForm.WITH_WORDS.stream().map(TableForm::name).toList());
                });
    }

    @Test
    void destroysTheKeyOfADayThatNothingOfTheEmbeddedStoreIsLeftOf() {
        LocalDate first = today();
        Message[] said = new Message[1];
        SpokenWords[] words = new SpokenWords[1];
        embedded(true)
                .run(hub -> {
                    words[0] = words(hub);
                    said[0] = words[0].speak();
                    ageAndPurge(hub);
                    assertThat(read(hub, said[0])).contains(said[0]);
                });

        // a manifest names the first key of an earlier table
        assertThat(filesWith(first.toString()))
                .allMatch(file -> file.getFileName().toString().startsWith("MANIFEST"));
        assertThat(filesWith(first.plusDays(AGE).toString())).isNotEmpty();
        embedded(true)
                .run(hub -> {
                    assertThat(read(hub, said[0])).contains(said[0]);
                    new SpokenWords(hub, words[0].now()).requireHeardBeside();
                });
    }

    @Test
    void destroysTheKeyOfADayThatNothingOfMongoDbIsLeftOf() {
        LocalDate first = today();
        mongo(
                true,
                hub -> {
                    SpokenWords words = words(hub);
                    Message said = words.speak();
                    hub.getBean(WaitingParts.class)
                            .remove(hub.getBean(WaitingParts.class).all().get(0));
                    ageAndPurge(hub);

                    assertThat(keys(hub)).containsExactly(first.plusDays(AGE).toString());
                    assertThat(documentsWith(hub, "\"key\": \"%s\"".formatted(first))).isEmpty();
                    assertThat(read(hub, said)).contains(said);
                    words.requireTold(said);
                });
    }

    @Test
    void keepsTheKeyOfADayThatAMessageIsLeftOf() {
        embedded(true)
                .run(hub -> {
                    SpokenWords words = words(hub);
                    Message said = words.speak();
                    clock.advance(Duration.ofDays(1));
                    purge(hub, clock.instant().minus(Duration.ofDays(2)));

                    words.requireHeard(said);
                });
        assertThat(filesWith(today().minusDays(1).toString())).isNotEmpty();
    }

    @Test
    void needsNoOlderMasterKeyWhenTheKeysOfDaysAreRewrapped() {
        Message[] said = new Message[1];
        embedded(true)
                .withPropertyValues(MASTER_KEY + TestKeys.text(1))
                .run(hub -> said[0] = words(hub).speak());
        embedded(true)
                .withPropertyValues(MASTER_KEY + TestKeys.text(2, 1))
                .run(hub -> {
                    SealedSecrets secrets = hub.getBean(SealedSecrets.class);
                    assertThat(secrets.renew(10)).isEqualTo(new SealedSecrets.Progress(1, 0));
                    secrets.renew(10);
                });

        embedded(true)
                .withPropertyValues(MASTER_KEY + TestKeys.text(2))
                .run(hub -> words(hub).requireHeard(said[0]));
        embedded(true)
                .withPropertyValues(MASTER_KEY + TestKeys.text(1))
                .run(hub -> assertThat(hub).hasFailed());
    }

    /// Ages the store and purges it: pending deliveries stay pending, parked ones stay parked.
    private void ageAndPurge(BeanFactory hub) {
        clock.advance(Duration.ofDays(AGE));
        hub.getBean(Journal.class).append(EntryDraft.message().acceptedAt(clock.instant()).entry());
        purge(hub, clock.instant().minus(Duration.ofDays(AGE / 2)));
    }

    private void purge(BeanFactory hub, Instant settledBefore) {
        hub.getBean(MediaFiles.class).purge(settledBefore);
        hub.getBean(Retention.class).purge(clock.instant(), settledBefore, Instant.EPOCH);
    }

    private static Optional<Message> read(BeanFactory hub, Message message) {
        return hub.getBean(History.class).find(message.id()).map(Recorded::message);
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static List<String> keys(BeanFactory hub) {
        return hub.getBean(MongoDatabaseFactory.class)
                .getMongoDatabase()
                .getCollection("day_keys")
                .find()
                .map(key -> key.getString("_id"))
                .into(new ArrayList<>());
    }

    private SpokenWords words(BeanFactory hub) {
        return new SpokenWords(hub, clock.instant());
    }

    private List<Path> filesWith(String word) {
        try (Stream<Path> files = Files.walk(dataDir)) {
            return files.filter(Files::isRegularFile).filter(it -> contains(it, word)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String word) {
        try {
            return Files.readString(file, ISO_8859_1).contains(word);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the collections with these documents.
    private static List<String> documentsWith(BeanFactory hub) {
        return documentsWith(hub, WORD);
    }

    private static List<String> documentsWith(BeanFactory hub, String word) {
        MongoDatabase database = hub.getBean(MongoDatabaseFactory.class).getMongoDatabase();
        return database.listCollectionNames().into(new ArrayList<>()).stream()
                .filter(name ->
                        database.getCollection(name).find().into(new ArrayList<>()).stream()
                                .anyMatch(document -> speaks(document, word)))
                .toList();
    }

    private static boolean speaks(Document document, String word) {
        Binary bytes = document.get("bytes") instanceof Binary binary ? binary : null;
        return document.toJson(JsonWriterSettings.builder().build()).contains(word)
                || (bytes != null && new String(bytes.getData(), ISO_8859_1).contains(word));
    }

    private ApplicationContextRunner embedded(boolean sealing) {
        return new StoreRunner(clock, dataDir).embedded(sealing);
    }

    private void mongo(boolean sealing, Consumer<BeanFactory> story) {
        String uri = MongoForTests.find().freshDatabase();
        try {
            new StoreRunner(clock, dataDir).mongo(uri, sealing, story);
        } finally {
            MongoForTests.drop(uri);
        }
    }
}
