package dev.switchboard.adapter.out.persistence.kept;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// This version reads what each release stored, and goes on with it. The stores are files that were
/// written once, by the release itself: `make fixtures`.
class KeptStoresIT {

    private static final Path CHANGELOG = Path.of("../CHANGELOG.md");
    private static final Pattern RELEASE = Pattern.compile("(?m)^## \\[?(\\d+\\.\\d+\\.\\d+)");
    private static final long MOST = 512 * 1024;

    @TempDir private Path dataDir;

    static List<KeptRelease> releases() {
        return KeptRelease.all();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void readsTheEmbeddedStore(KeptRelease release) {
        KeptFolder.unpack(release.store(), dataDir);

        new KeptStore(dataDir).readEmbedded();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void readsABackup(KeptRelease release) {
        KeptFolder.unpack(release.backup(), dataDir);

        new KeptStore(dataDir).readEmbedded();
    }

    @Test
    void hasTheStoresOfEachRelease() throws IOException {
        List<String> released =
                RELEASE.matcher(Files.readString(CHANGELOG))
                        .results()
                        .map(it -> it.group(1))
                        .toList();

        assertThat(releases())
                .extracting(KeptRelease::name)
                .as("`make fixtures` keeps the stores of a release")
                .isNotEmpty()
                .containsAll(released);
    }

    @ParameterizedTest
    @MethodSource("releases")
    void areSmall(KeptRelease release) throws IOException {
        try (Stream<Path> files = Files.walk(release.path())) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(MOST);
        }
    }
}
