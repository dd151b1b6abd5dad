package dev.switchboard.adapter.out.persistence.embedded.backup;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.port.out.backup.Backups;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.backup.Backup;
import dev.switchboard.domain.backup.BackupId;
import dev.switchboard.domain.backup.Removal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Keeps each backup in a folder laid out like a data directory. The store's files never change
/// once written, so a backup consists of hard links: it takes no time, and no space until the store
/// drops a file.
///
/// A folder gets its name when it is complete, and loses it before it is emptied.
public final class EmbeddedBackups implements Backups {

    private static final String DRAFT = ".draft";
    private static final String GONE = ".gone";

    private final Store store;
    private final Path folder;
    private final String storeName;
    private final ReentrantLock changing = new ReentrantLock();

    /// @param files the folder of the data directory with the store's files and nothing else;
    ///   backups are kept beside it
    public EmbeddedBackups(Store store, Path files) {
        this.store = store;
        this.folder = files.resolveSibling("backups");
        this.storeName = files.getFileName().toString();
    }

    @Override
    public Backup make(BackupId id) {
        return change(
                "No backup can be made",
                () -> {
                    Path draft = folder.resolve(id + DRAFT);
                    Files.createDirectories(draft);
                    try {
                        store.copyTo(draft.resolve(storeName));
                        Files.move(
                                draft, folder.resolve(id.value()), StandardCopyOption.ATOMIC_MOVE);
                        sync();
                    } finally {
                        deleteTree(draft);
                    }
                    return backup(id);
                });
    }

    /// Makes the name of a backup as durable as its files.
    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public List<Backup> list() {
        try {
            return names().map(EmbeddedBackups::id)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.reverseOrder())
                    .map(this::backupIfThere)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException("The backups cannot be listed", e);
        }
    }

    private Stream<String> names() throws IOException {
        if (Files.notExists(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).toList().stream();
        }
    }

    private static Optional<BackupId> id(String name) {
        try {
            return Optional.of(new BackupId(name));
        } catch (InvalidValueException _) {
            return Optional.empty();
        }
    }

    private Optional<Backup> backupIfThere(BackupId id) {
        try {
            return Optional.of(backup(id));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Backup backup(BackupId id) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(id.value()).resolve(storeName))) {
            return new Backup(id, files.mapToLong(file -> file.toFile().length()).sum());
        }
    }

    @Override
    public Removal remove(BackupId id) {
        return change(
                "The backup cannot be removed",
                () -> {
                    Path backup = folder.resolve(id.value());
                    if (Files.notExists(backup)) {
                        return Removal.UNKNOWN;
                    }
                    Path gone = folder.resolve(id + GONE);
                    Files.move(backup, gone, StandardCopyOption.ATOMIC_MOVE);
                    deleteTree(gone);
                    return Removal.DONE;
                });
    }

    private interface Change<T> {
        T run() throws IOException;
    }

    /// Runs one change at a time, after removing the leftovers of a crash.
    private <T> T change(String failure, Change<T> change) {
        changing.lock();
        try {
            for (String name : names().toList()) {
                if (name.endsWith(DRAFT) || name.endsWith(GONE)) {
                    deleteTree(folder.resolve(name));
                }
            }
            return change.run();
        } catch (IOException | UncheckedIOException e) {
            throw new StoreUnavailableException(failure, e);
        } finally {
            changing.unlock();
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> tree = Files.walk(root)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
