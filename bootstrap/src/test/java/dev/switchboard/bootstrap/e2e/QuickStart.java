package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The packaged application as `scripts/run.sh` starts it: unpacked, with an AOT cache. That takes
/// less than half of the time, and most tests start hubs of their own.
public final class QuickStart {

    private static final Duration TO_WRITE_ITS_CACHE = Duration.ofMinutes(3);

    private static @Nullable Path ready;

    private QuickStart() {}

    /// Made beside the packaged application, once for each build of it.
    ///
    /// @param options for Java
    public static HubProgram program(String... options) {
        Path directory = ready();
        return HubProgram.unpacked(
                directory,
                Stream.concat(Stream.of(options), Stream.of("-XX:AOTCache=" + cache(directory)))
                        .toArray(String[]::new));
    }

    private static synchronized Path ready() {
        if (ready == null) {
            Path jar = HubProgram.jar();
            Path directory = jar.resolveSibling("quick-start-" + checksum(jar));
            if (!Files.exists(cache(directory))) {
                train(directory);
            }
            ready = directory;
        }
        return ready;
    }

    private static Path cache(Path directory) {
        return directory.resolve("hub.aot");
    }

    /// Of what it is made of: its time is the same in every build.
    private static String checksum(Path jar) {
        CRC32C checksum = new CRC32C();
        try {
            checksum.update(Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Long.toHexString(checksum.getValue());
    }

    private static void train(Path directory) {
        HubProgram program =
                HubProgram.unpacked(directory, "-XX:AOTCacheOutput=" + cache(directory));
        Path data = directory.resolve("training");
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (HubProcess hub = new HubProcess(program, data, Map.of())) {
            hub.start();
            hub.terminate();
            hub.awaitEnd(TO_WRITE_ITS_CACHE);
        }
    }
}
