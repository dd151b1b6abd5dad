package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreContract;
import dev.switchboard.application.port.out.store.StoreHealth;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A store that can be read but, for a while, not be written (T05).
class UnwritableStoreIT extends EmbeddedStoreCase implements StoreContract {

    private static final int PAGE_BYTES = 4096;
    private static final String BIG = "\"" + "x".repeat(60_000) + "\"";

    @Test
    void isReadyWhenAllIsWell() {
        assertThat(opened().health().check()).isEqualTo(new Ready("fsync"));
    }

    @Test
    void acknowledgesNothingWhenTheDiskIsFull() {
        stored(message());
        tell("PRAGMA max_page_count = 1");

        assertThatThrownBy(() -> store().journal().append(message().saying(BIG).entry()))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("the disk is full");

        assertThat(opened().health().check()).isEqualTo(new NotReady("the disk is full"));
        assertThat(store().history().messages(CONVERSATION, 0, 10)).hasSize(1);
    }

    @Test
    void isNotReadyBeforeThereIsRoomForAMessageAgain() {
        tell("PRAGMA max_page_count = 1");
        assertThatThrownBy(() -> store().journal().append(message().saying(BIG).entry()))
                .isInstanceOf(StoreUnavailableException.class);

        for (int i = 0; i < 3; i++) {
            opened().store().write(sql -> sql.update("UPDATE store SET probes = probes + 1"));
            assertThat(opened().health().check()).isEqualTo(new NotReady("the disk is full"));
            clock.move(Duration.ofSeconds(3));
        }
        roomFor(BIG.length());
        assertThat(opened().health().check()).isEqualTo(new NotReady("the disk is full"));

        clock.move(Duration.ofSeconds(3));
        roomFor(2 * StoreHealth.LARGEST_MESSAGE);
        assertThat(opened().health().check()).isEqualTo(new Ready("fsync"));
        assertThat(stored(message().saying(BIG)).seq()).isOne();
    }

    private void roomFor(int bytes) {
        int more = bytes / PAGE_BYTES;
        long pages = opened().store().read(sql -> sql.number("PRAGMA page_count"));
        tell("PRAGMA max_page_count = " + (pages + more));
    }

    @Test
    void acknowledgesNothingWhenTheFileIsReadOnly() {
        stored(message());
        tell("PRAGMA query_only = 1");

        assertThatThrownBy(() -> store().journal().append(message().entry()))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(opened().health().check())
                .isEqualTo(new NotReady("the database file is read-only"));
        assertThat(pendingSeqs(CONVERSATION, Seed.SLACK)).containsExactly(1L);
    }

    @Test
    void findsOutByItselfThatItCanBeWrittenAgain() {
        tell("PRAGMA query_only = 1");
        assertThatThrownBy(() -> store().journal().append(message().entry()))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(opened().health().check()).isInstanceOf(NotReady.class);
        tell("PRAGMA query_only = 0");

        assertThat(opened().health().check()).isInstanceOf(NotReady.class);
        clock.move(Duration.ofSeconds(3));
        assertThat(opened().health().check()).isEqualTo(new Ready("fsync"));

        assertThat(stored(message()).seq()).isOne();
    }

    @Test
    void waitsForAnotherProcessNoLongerThanItsCallersDo() throws SQLException {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + databaseFile());
                var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            assertThatThrownBy(() -> store().journal().append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("another process has locked");

            statement.execute("ROLLBACK");
        }
        assertThat(stored(message()).seq()).isOne();
        assertThat(opened().health().check()).isEqualTo(new Ready("fsync"));
    }

    @Test
    void leavesOneFileBehindWhenItIsClosed() throws Exception {
        stored(message());

        close();

        assertThat(databaseFile()).exists();
        assertThat(dataDir.resolve("switchboard.db-wal")).doesNotExist();
        assertThatThrownBy(() -> store().journal().append(message().entry()))
                .isInstanceOf(StoreUnavailableException.class);
        clock.move(Duration.ofSeconds(3));
        assertThat(opened().health().check()).isEqualTo(new NotReady("the store is closed"));
    }

    private Path databaseFile() {
        return dataDir.resolve("switchboard.db");
    }

    /// Changes the writer's connection in a write that fails, so that it proves nothing.
    private void tell(String pragma) {
        SqlTask<Integer> task =
                sql -> {
                    sql.execute(pragma);
                    throw new IllegalStateException(pragma);
                };
        assertThatThrownBy(() -> opened().store().write(task)).hasMessage(pragma);
    }
}
