package dev.switchboard.adapter.out.persistence.mongo.keys;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.mongodb.client.MongoCollection;
import dev.switchboard.adapter.out.persistence.keys.KeyFolder;
import dev.switchboard.adapter.out.persistence.keys.SecretCipher;
import dev.switchboard.adapter.out.persistence.keys.SigningKeyFile;
import dev.switchboard.adapter.out.persistence.keys.TestKeys;
import dev.switchboard.adapter.out.persistence.mongo.MongoForTests;
import dev.switchboard.adapter.out.persistence.mongo.StartedStore;
import dev.switchboard.adapter.out.persistence.mongo.engine.MongoStore;
import dev.switchboard.application.fakes.FakePartitionOwnership;
import dev.switchboard.application.port.out.identity.SigningKeys;
import dev.switchboard.application.port.out.identity.SigningKeys.Kept;
import dev.switchboard.application.port.out.identity.SigningKeys.KeyText;
import dev.switchboard.application.port.out.identity.SigningKeys.UnusableException;
import dev.switchboard.application.port.out.identity.SigningKeysContract;
import dev.switchboard.application.port.out.keys.SealedSecrets;
import dev.switchboard.application.port.out.keys.SealedSecrets.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoSigningKeysIT implements SigningKeysContract {

    private final String uri = MongoForTests.find().freshDatabase();
    private StartedStore store = StartedStore.withKeys(uri, TestKeys.text(1)).whenReady();

    @TempDir Path one;
    @TempDir Path other;

    @AfterEach
    void stop() {
        store.close();
    }

    @Override
    public SigningKeys keys() {
        return keys(one);
    }

    /// The keys of a hub with this folder for files.
    private SigningKeys keys(Path folder) {
        return new MongoSigningKeys(
                store.bean(MongoStore.class),
                store.bean(SecretCipher.class),
                new KeyFolder(folder),
                store.bean(Clock.class));
    }

    private MongoCollection<Document> collection() {
        return store.database().getCollection("store");
    }

    private Document document() {
        return Objects.requireNonNull(collection().find(eq("_id", "signing_key")).first());
    }

    private void update(Document update) {
        collection().updateOne(eq("_id", "signing_key"), update);
    }

    @Override
    public void rotate() {
        update(new Document("$rename", new Document("current", "previous")));
    }

    @Test
    void storesNoKeyThatCouldBeRead() {
        keys().currentOr(() -> FIRST);

        assertThat(document().getString("current")).startsWith("v1.");
        assertThat(document().toJson()).doesNotContain(FIRST.reveal());
    }

    @Test
    void writesNoFile() {
        keys().currentOr(() -> FIRST);

        assertThat(one).isEmptyDirectory();
    }

    @Test
    void copiesTheFilesOfAnEarlierVersion() throws Exception {
        SigningKeyFile file = new SigningKeyFile(new KeyFolder(one));
        Files.writeString(one.resolve("jwt-signing-previous.jwk"), SECOND.reveal());
        Kept before = file.currentOr(() -> FIRST);

        Kept copied = keys(one).currentOr(() -> SECOND);
        Kept elsewhere = keys(other).currentOr(() -> SECOND);

        assertThat(copied.current().text()).isEqualTo(FIRST);
        assertThat(copied.previous()).extracting(KeyText::text).isEqualTo(SECOND);
        assertThat(copied.since()).isEqualTo(before.since().truncatedTo(ChronoUnit.MILLIS));
        assertThat(elsewhere).isEqualTo(copied);
    }

    @Test
    void doesNotGoBackToAFileWhoseKeyAnOperatorTookOut() {
        new SigningKeyFile(new KeyFolder(one)).currentOr(() -> FIRST);
        keys().currentOr(() -> SECOND);
        update(new Document("$unset", new Document("current", "").append("previous", "")));

        Kept after = keys().currentOr(() -> SECOND);

        assertThat(after.current().text()).isEqualTo(SECOND);
        assertThat(after.previous()).isNull();
    }

    @Test
    void givesThemToAStandbyToo() {
        store.bean(FakePartitionOwnership.class).end();

        assertThat(keys().currentOr(() -> FIRST).current().text()).isEqualTo(FIRST);
    }

    @Test
    void refusesAKeyThatWasChanged() {
        keys().currentOr(() -> FIRST);
        StringBuilder changed = new StringBuilder(document().getString("current"));
        int middle = changed.length() / 2;
        changed.setCharAt(middle, changed.charAt(middle) == 'A' ? 'B' : 'A');
        update(new Document("$set", new Document("current", changed.toString())));

        assertThatExceptionOfType(UnusableException.class)
                .isThrownBy(() -> keys().currentOr(() -> SECOND))
                .withMessageContaining("current of signing_key")
                .withMessageContaining("cannot be decrypted");
    }

    @Test
    void areEncryptedAgainWithANewMasterKey() {
        keys().currentOr(() -> FIRST);
        rotate();
        Kept before = keys().currentOr(() -> SECOND);
        store.stop();
        store = StartedStore.withKeys(uri, TestKeys.text(2, 1)).whenReady();

        assertThat(store.bean(SealedSecrets.class).renew(10)).isEqualTo(new Progress(2, 0));
        assertThat(store.bean(SealedSecrets.class).renew(10)).isEqualTo(new Progress(0, 0));

        store.stop();
        store = StartedStore.withKeys(uri, TestKeys.text(2)).whenReady();
        assertThat(keys().currentOr(() -> FIRST)).isEqualTo(before);
    }
}
