package dev.switchboard.bootstrap.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32C;

/// The packaged application with an AOT cache: it starts in half the time, for tests that start it
/// often.
public final class QuickStart {

    private static final Duration TO_WRITE_ITS_CACHE = Duration.ofMinutes(3);

    private QuickStart() {}

    /// Made beside the packaged application, once for each build of it.
    public static synchronized HubProgram program() {
        Path jar = HubProgram.jar();
        Path directory = jar.resolveSibling("quick-start-" + checksum(jar));
        Path cache = directory.resolve("hub.aot");
        if (!Files.exists(cache)) {
            train(directory, cache);
        }
        return HubProgram.unpacked(directory, "-XX:AOTCache=" + cache);
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

    private static void train(Path directory, Path cache) {
        HubProgram program = HubProgram.unpacked(directory, "-XX:AOTCacheOutput=" + cache);
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
