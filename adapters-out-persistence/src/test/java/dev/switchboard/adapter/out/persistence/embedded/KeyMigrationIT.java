package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Appended.Repeated;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.MessageId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that a hub stored before V4, when their ids still began with the hash code of their scope.
class KeyMigrationIT {

    private static final Instant EXPIRY = Seed.NOW.plusSeconds(60);
    private static final MessageId FIRST = new MessageId("msg_0197123456797000a000000000000000");

    @TempDir Path dataDir;

    @BeforeEach
    void openAsBefore() throws IOException {
        DataDirectory directory = DataDirectory.claim(dataDir);
        Flyway.configure()
                .dataSource(directory.database().dataSource())
                .locations("classpath:db/migration/embedded")
                .target("3")
                .load()
                .migrate();
        directory.close();
    }

    @Test
    void areStillRecognised() throws IOException, SQLException {
        IdempotencyKey key = new IdempotencyKey("reply:netomi:one", "r-1", "f", EXPIRY);
        store(key);

        try (OpenStore open = OpenStore.in(dataDir, new MovableClock(Seed.NOW))) {
            assertThat(open.journal().append(message().keyed(key).entry()))
                    .isEqualTo(new Repeated(FIRST, "told before"));
        }
    }

    private void store(IdempotencyKey key) throws IOException, SQLException {
        DataDirectory directory = DataDirectory.claim(dataDir);
        try (Sql sql = directory.database().connectWriter()) {
            sql.update(
                    "INSERT INTO idempotency_key VALUES (?, ?, ?, ?, ?)",
                    idBefore(key),
                    key.fingerprint().getBytes(UTF_8),
                    FIRST,
                    "told before",
                    key.expiresAt());
        } finally {
            directory.close();
        }
    }

    private static byte[] idBefore(IdempotencyKey key) {
        byte[] now = KeyBytes.of(key.scope(), key.key());
        return ByteBuffer.allocate(Integer.BYTES + now.length)
                .putInt(key.scope().hashCode())
                .put(now)
                .array();
    }
}
