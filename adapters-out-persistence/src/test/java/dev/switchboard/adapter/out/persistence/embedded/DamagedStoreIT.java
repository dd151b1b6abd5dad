package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.WholeBacklog;
import dev.switchboard.application.port.out.message.Journal.Appended.Stored;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is not what this hub needs: it starts, is not ready, and says why (T01, T07).
class DamagedStoreIT {

    private static final int PAGE = 4096;

    @TempDir Path dataDir;

    private final MovableClock clock = new MovableClock(Seed.NOW);

    @Test
    void startsNotReadyOnAFileThatIsNoDatabase() throws Exception {
        Files.writeString(file(), "This is a shopping list. ".repeat(1000));

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isEqualTo(new NotReady("the database file is not a database"));
            assertThatThrownBy(() -> open.journal().append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> WholeBacklog.of(open.ports().backlog()).counts())
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void startsNotReadyOnADamagedFileAndHealsWhenItIsRestored() throws Exception {
        fillStore();
        byte[] sound = Files.readAllBytes(file());
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, damaged.length - 2 * PAGE, damaged.length - PAGE, (byte) 0x5a);
        Files.write(file(), damaged);

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isEqualTo(new NotReady("the database file is damaged"));
            Files.write(file(), sound);
            clock.move(Duration.ofSeconds(3));

            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            assertThat(open.journal().append(message().entry())).isNotNull();
        }
    }

    @Test
    void startsNotReadyWithoutAUniqueIndex() throws Exception {
        fillStore();
        change("DROP INDEX message_seq");

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isEqualTo(new NotReady("indexes are missing: message_seq"));
            assertThatThrownBy(() -> open.journal().append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void noticesAnIndexThatIsLostWhileItRunsAndThatIsMadeAgain() throws Exception {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check()).isInstanceOf(Ready.class);

            change("DROP INDEX message_seq");
            assertThat(open.health().check())
                    .isEqualTo(new NotReady("indexes are missing: message_seq"));

            change("CREATE UNIQUE INDEX message_seq ON message (conversation, seq)");
            clock.move(Duration.ofSeconds(3));
            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
        }
    }

    @Test
    void trustsTheFileMoreThanItsMemoryWhenItWasMendedByHand() throws Exception {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            IntStream.range(0, 3).forEach(_ -> open.journal().append(message().entry()));
            change("DROP INDEX message_seq");
            assertThat(open.health().check()).isInstanceOf(NotReady.class);

            change("DELETE FROM message WHERE seq = 3");
            change("CREATE UNIQUE INDEX message_seq ON message (conversation, seq)");
            clock.move(Duration.ofSeconds(3));
            assertThat(open.health().check()).isInstanceOf(Ready.class);

            assertThat(open.journal().append(message().entry()))
                    .isInstanceOfSatisfying(
                            Stored.class, it -> assertThat(it.message().seq()).isEqualTo(3));
        }
    }

    @Test
    void startsNotReadyUnderAnotherMasterKey() throws Exception {
        fillStore();

        try (OpenStore open = OpenStore.in(dataDir, clock, "another")) {
            assertThat(open.health().check())
                    .isInstanceOfSatisfying(
                            NotReady.class, it -> assertThat(it.reason()).contains("master key"));
        }
    }

    @Test
    void startsNotReadyOnTheFileOfALaterVersion() throws Exception {
        fillStore();
        change(
                """
                INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, script, checksum,
                    installed_by, installed_on, execution_time, success
                FROM flyway_schema_history WHERE installed_rank = 1
                """);

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isEqualTo(new NotReady("the database file has another version's schema"));
        }
    }

    private void fillStore() throws IOException {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            IntStream.range(0, 50).forEach(_ -> open.journal().append(message().entry()));
        }
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Path file() {
        return dataDir.resolve("switchboard.db");
    }
}
