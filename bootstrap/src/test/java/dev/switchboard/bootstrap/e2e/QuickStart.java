package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The packaged application, started like `bin/switchboard` does: unpacked, with an AOT cache. That
/// takes less than half of the time, and most tests start their own hubs.
public final class QuickStart {

    private static final Duration TO_WRITE_ITS_CACHE = Duration.ofMinutes(3);

    private static final Lock ONE_TRAINS = new ReentrantLock();

    private static @Nullable Path unpacked;
    private static volatile boolean trained;

    private QuickStart() {}

    /// The program is made beside the packaged application, once for each build. A caller that
    /// comes while the cache is made gets it without the cache instead of waiting.
    ///
    /// @param options for Java
    public static HubProgram program(String... options) {
        Path directory = directory();
        Stream<String> cache =
                isTrained(directory)
                        ? Stream.of("-XX:AOTCache=" + cache(directory))
                        : Stream.empty();
        return HubProgram.unpacked(
                directory, Stream.concat(Stream.of(options), cache).toArray(String[]::new));
    }

    private static synchronized Path directory() {
        if (unpacked == null) {
            Path jar = HubProgram.jar();
            unpacked = jar.resolveSibling("quick-start-" + checksum(jar));
            HubProgram.unpacked(unpacked);
        }
        return unpacked;
    }

    private static boolean isTrained(Path directory) {
        if (!trained && ONE_TRAINS.tryLock()) {
            try {
                if (!Files.exists(cache(directory))) {
                    train(directory);
                }
                trained = true;
            } finally {
                ONE_TRAINS.unlock();
            }
        }
        return trained;
    }

    private static Path cache(Path directory) {
        return directory.resolve("hub.aot");
    }

    /// The checksum of its content, because its time is the same in every build.
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
        String own = "." + ProcessHandle.current().pid();
        Path draft = directory.resolve("hub.aot" + own);
        HubProgram program = HubProgram.unpacked(directory, "-XX:AOTCacheOutput=" + draft);
        Path data = directory.resolve("training" + own);
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
        // without a cache the hubs start as well, only later
        if (Files.exists(draft)) {
            HubProgram.publish(draft, cache(directory));
        }
    }
}
