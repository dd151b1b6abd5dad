package dev.switchboard.adapter.out.persistence.embedded.backup;

import static dev.switchboard.application.port.out.backup.BackupsContract.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.adapter.out.persistence.embedded.engine.ByteReader;
import dev.switchboard.adapter.out.persistence.embedded.engine.ByteWriter;
import dev.switchboard.adapter.out.persistence.embedded.engine.EngineCase;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.engine.Scan;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.adapter.out.persistence.keys.MasterKeyException;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.backup.BackupsContract;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.backup.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmbeddedBackupsIT extends EngineCase implements BackupsContract {

    private static final int ENOUGH = 200;

    // one instance for all callers of a test, as in a hub
    private @Nullable Backups backups;

    @Override
    public synchronized Backups backups() {
        Backups open = backups == null ? new EmbeddedBackups(engine(), store()) : backups;
        backups = open;
        return open;
    }

    private Path store() {
        return dataDir.resolve(STORE);
    }

    private Path backupOf(Backup backup) {
        return dataDir.resolve("backups").resolve(backup.id().value());
    }

    @Test
    void holdsAllThatWasAcknowledgedBeforeItWhileOthersWrite() throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<?> load =
                CompletableFuture.runAsync(() -> writeUntil(enough, acknowledged));
        awaitAcknowledged(acknowledged, ENOUGH);

        long before = acknowledged.get();
        Backup backup = backups().make(id(1));
        awaitAcknowledged(acknowledged, acknowledged.get() + ENOUGH);
        enough.set(true);
        load.join();

        List<Long> copied = numbers(copyOf(backup));
        assertThat(copied).hasSizeGreaterThanOrEqualTo((int) before);
        assertThat(copied).isEqualTo(LongStream.rangeClosed(1, copied.size()).boxed().toList());
        assertThat(numbersIn(engine())).hasSize((int) acknowledged.get());
    }

    @Test
    void staysAsItIsWhenTheStoreGoesOnAndIsLost() throws Exception {
        write(engine(), 1);
        Backup backup = backups().make(id(1));
        write(engine(), 2);
        close();
        delete(store());

        assertThat(numbers(copyOf(backup))).containsExactly(1L);
    }

    @Test
    void canBeRestoredMoreThanOnce() throws Exception {
        write(engine(), 1);
        Backup backup = backups().make(id(1));
        Path first = copyOf(backup);
        try (OpenEngine restored = opened(first)) {
            write(restored.store(), 2);
        }

        assertThat(numbers(first)).containsExactly(1L, 2L);
        delete(first);
        assertThat(numbers(copyOf(backup))).containsExactly(1L);
    }

    @Test
    void isOfNoUseUnderAnotherMasterKey() throws Exception {
        Path copy = copyOf(backups().make(id(1)));

        assertThatThrownBy(() -> OpenEngine.in(copy, "another", () -> {}))
                .isInstanceOf(MasterKeyException.class);
    }

    @Test
    void countsTheBytesOfItsFiles() throws Exception {
        Backup backup = backups().make(id(1));

        assertThat(entries(backupOf(backup).resolve(STORE)))
                .extracting(file -> file.toFile().length())
                .satisfies(lengths ->
                        assertThat(lengths.stream().mapToLong(Long::longValue).sum())
                                .isEqualTo(backup.bytes()));
    }

    @Test
    void clearsAwayWhatACrashLeftBehind() throws IOException {
        Path folder = Files.createDirectories(dataDir.resolve("backups"));
        Path half = Files.createDirectories(folder.resolve(id(7) + ".draft/" + STORE));
        Files.writeString(half.resolve("CURRENT"), "half");
        Files.createDirectories(folder.resolve(id(8) + ".gone"));
        Path notOurs = Files.writeString(folder.resolve("README"), "mine");

        assertThat(backups().list()).isEmpty();
        Backup backup = backups().make(id(1));

        assertThat(entries(folder)).containsExactlyInAnyOrder(backupOf(backup), notOurs);
    }

    @Test
    void leavesNothingBehindWhenItFails() throws IOException {
        backups().make(id(1));
        close();

        assertThatThrownBy(() -> backups().make(id(2)))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(entries(dataDir.resolve("backups"))).hasSize(1);
    }

    private void writeUntil(AtomicBoolean enough, AtomicLong acknowledged) {
        while (!enough.get()) {
            write(engine(), acknowledged.get() + 1);
            acknowledged.incrementAndGet();
        }
    }

    private static void awaitAcknowledged(AtomicLong acknowledged, long number) {
        while (acknowledged.get() < number) {
            Thread.onSpinWait();
        }
    }

    private static void write(Store store, long number) {
        byte[] key = new ByteWriter(8).int64(number).toBytes();
        store.write(batch -> {
            batch.put(Table.AUDIT, key, new byte[600]);
            return key;
        });
    }

    private static List<Long> numbers(Path copy) {
        try (OpenEngine restored = opened(copy)) {
            assertThat(restored.gate().trouble()).isNull();
            return numbersIn(restored.store());
        }
    }

    private static OpenEngine opened(Path store) {
        return OpenEngine.in(store, OpenEngine.KEY_ID, () -> {});
    }

    private static List<Long> numbersIn(Store store) {
        return store.read(view -> {
            List<Long> numbers = new ArrayList<>();
            try (Scan scan = view.scan(Table.AUDIT, new byte[0], new byte[] {-1})) {
                while (scan.next()) {
                    numbers.add(new ByteReader(scan.key()).int64());
                }
            }
            return numbers;
        });
    }

    /// Copies a backup into its own data directory, as an operator would.
    private Path copyOf(Backup backup) throws IOException {
        Path from = backupOf(backup).resolve(STORE);
        Path restored = Files.createDirectories(dataDir.resolve("restored").resolve(STORE));
        for (Path file : entries(from)) {
            Files.copy(file, restored.resolve(file.getFileName()));
        }
        return restored;
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        for (Path file : entries(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }
}
