package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.adapter.out.persistence.embedded.engine.StoreHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What an embedded store has written since it was opened.
///
/// @param syncs the `fsync` calls
/// @param bytes in its log, where everything that is written goes first
public record WrittenSoFar(long writes, long syncs, long bytes) {

    /// @param dataDir holds the store
    public static WrittenSoFar of(StoreHandle store, Path dataDir) {
        return new WrittenSoFar(store.writes(), store.commits(), logged(dataDir));
    }

    private static long logged(Path dataDir) {
        try (Stream<Path> files = Files.walk(dataDir)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WrittenSoFar since(WrittenSoFar before) {
        return new WrittenSoFar(writes - before.writes, syncs - before.syncs, bytes - before.bytes);
    }
}
