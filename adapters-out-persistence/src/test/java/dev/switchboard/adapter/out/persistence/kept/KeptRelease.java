package dev.switchboard.adapter.out.persistence.kept;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one release among those whose stores are kept.
///
/// @param path the folder, named by the release
public record KeptRelease(Path path) {

    /// The password of the accounts `admin-open` and `admin-sealed`.
    public static final String PASSWORD = "a password kept for tests";

    /// The tests of each module run in its folder.
    static final Path ALL = Path.of("../adapters-out-persistence/src/test/resources/kept");

    private static final Comparator<KeptRelease> OLDEST_FIRST =
            Comparator.comparing(release -> Version.parse(release.name()));

    private static final String STORE = "embedded-store.zip";
    private static final String BACKUP = "embedded-backup.zip";
    private static final String DUMP = "mongodb";

    /// All releases, the newest last.
    public static List<KeptRelease> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .map(KeptRelease::new)
                    .sorted(OLDEST_FIRST)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /// The embedded store of a hub that was stopped.
    public Path store() {
        return path.resolve(STORE);
    }

    /// A backup of it.
    public Path backup() {
        return path.resolve(BACKUP);
    }

    KeptDump dump() {
        return new KeptDump(path.resolve(DUMP));
    }
}
