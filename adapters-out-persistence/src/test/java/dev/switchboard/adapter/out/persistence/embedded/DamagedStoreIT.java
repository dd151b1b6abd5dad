package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.switchboard.adapter.out.persistence.keys.MasterKeyException;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unusable files: the hub starts, is not ready, and says why.
class DamagedStoreIT {

    private static final int MESSAGES = 50;

    @TempDir Path dataDir;

    private final MovableClock clock = new MovableClock(Seed.NOW);

    @Test
    void startsNotReadyOnADamagedLogAndHealsWhenItIsRestored() throws Exception {
        fillStore();
        Path log = largest(".log");
        byte[] sound = Files.readAllBytes(log);
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, sound.length / 2, sound.length / 2 + 100, (byte) 0x5a);
        Files.write(log, damaged);

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isInstanceOfSatisfying(
                            NotReady.class,
                            it -> assertThat(it.reason()).contains("damaged", "backup"));
            assertThatThrownBy(() -> open.journal().append(message().entry()))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> open.ports().backlog().nextTarget(null))
                    .isInstanceOf(StoreUnavailableException.class);

            Files.write(log, sound);
            clock.move(Duration.ofSeconds(3));

            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            assertThat(open.ports().history().messages(CONVERSATION, 0, 100)).hasSize(MESSAGES);
        }
    }

    @Test
    void startsNotReadyOnADamagedTableNamesItAndHealsWhenItIsRestored() throws Exception {
        fillStore();
        writeTables();
        Path table = largest(".sst");
        byte[] sound = Files.readAllBytes(table);
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, 20, 60, (byte) 0x5a);
        Files.write(table, damaged);

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isInstanceOfSatisfying(
                            NotReady.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains(
                                                    table.getFileName().toString(),
                                                    "damaged",
                                                    "backup"));
            assertThatThrownBy(() -> open.ports().backlog().nextTarget(null))
                    .isInstanceOf(StoreUnavailableException.class);

            Files.write(table, sound);
            clock.move(Duration.ofSeconds(3));

            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            assertThat(open.ports().history().messages(CONVERSATION, 0, 100)).hasSize(MESSAGES);
        }
    }

    @Test
    void startsNotReadyWithoutATableAndNamesIt() throws Exception {
        fillStore();
        writeTables();
        Path table = largest(".sst");
        Files.delete(table);

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isInstanceOfSatisfying(
                            NotReady.class,
                            it ->
                                    assertThat(it.reason())
                                            .contains(table.getFileName().toString(), "backup"));
        }
    }

    /// Skipped for the root user, who may write anywhere.
    @Test
    void startsNotReadyInADirectoryThatCannotBeWritten() throws Exception {
        fillStore();
        Path store = dataDir.resolve("store");
        Set<PosixFilePermission> mayWrite = Files.getPosixFilePermissions(store);
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(store)).isFalse();

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check()).isEqualTo(new NotReady("the store is read-only"));

            Files.setPosixFilePermissions(store, mayWrite);
            clock.move(Duration.ofSeconds(3));

            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            assertThat(open.ports().history().messages(CONVERSATION, 0, 100)).hasSize(MESSAGES);
        }
    }

    @Test
    void forgetsWhatWasCutOffTheEndOfTheLogOnly() throws Exception {
        fillStore();
        Path log = largest(".log");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length - 7));

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            assertThat(open.ports().history().messages(CONVERSATION, 0, 100)).hasSize(MESSAGES - 1);
        }
    }

    @Test
    void doesNotStartUnderAnotherMasterKey() throws Exception {
        fillStore();

        assertThatThrownBy(() -> OpenStore.in(dataDir, clock, "another"))
                .isInstanceOf(MasterKeyException.class);
    }

    @Test
    void startsNotReadyOnAFileThatIsNotRocksDbs() throws Exception {
        fillStore();
        Files.writeString(dataDir.resolve("store/CURRENT"), "This is a shopping list.");

        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check())
                    .isInstanceOfSatisfying(
                            NotReady.class, it -> assertThat(it.reason()).contains("CURRENT"));
        }
    }

    @Test
    void isWellWhenNothingIsWrongAndSaysWhenItIsClosed() throws Exception {
        OpenStore open = OpenStore.in(dataDir, clock);
        assertThat(open.health().check()).isEqualTo(new Ready("fsync"));

        open.close();

        clock.move(Duration.ofSeconds(3));
        assertThat(open.health().check()).isEqualTo(new NotReady("the store is closed"));
    }

    private void fillStore() throws IOException {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            IntStream.range(0, MESSAGES).forEach(_ -> open.journal().append(message().entry()));
        }
    }

    /// Flushes the memtables, as a backup does.
    private void writeTables() throws IOException {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            open.engine().store().copyTo(dataDir.resolve("copy"));
        }
    }

    private Path largest(String ending) throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("store"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }
}
