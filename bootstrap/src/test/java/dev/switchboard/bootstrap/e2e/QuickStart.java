package dev.switchboard.bootstrap.e2e;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.rocksdb.util.Environment;

/// The packaged application, started like `bin/switchboard` does: unpacked, with an AOT cache. That
/// takes less than half of the time, and most tests start their own hubs.
public final class QuickStart {

    private static final List<Path> LENT =
            List.of(
                    Path.of("keys", "jwt-signing.jwk"),
                    Path.of("native", Environment.getJniLibraryFileName("rocksdbjni")));
    private static final String MONGODB = "SWITCHBOARD_MONGODB_URI";
    private static final Duration TO_WRITE_ITS_CACHE = Duration.ofMinutes(3);

    private static final Training EMBEDDED = new Training("hub.aot");
    private static final Training MONGO = new Training("hub-mongo.aot");

    private static @Nullable Path unpacked;

    private QuickStart() {}

    /// A hub on the embedded store. The program is made beside the packaged application, once for
    /// each build. A caller that comes while the cache is made gets it without the cache instead of
    /// waiting.
    ///
    /// @param options for Java
    public static HubProgram program(String... options) {
        return EMBEDDED.program(options);
    }

    /// A hub on a MongoDB, made in the same way.
    public static HubProgram onMongo(String... options) {
        return MONGO.program(options);
    }

    /// A hub on the store that its settings name.
    ///
    /// @param settings its environment variables
    /// @param options for Java
    public static HubProgram on(Map<String, String> settings, String... options) {
        return isOnMongo(settings) ? onMongo(options) : program(options);
    }

    static boolean isOnMongo(Map<String, String> settings) {
        return settings.containsKey(MONGODB);
    }

    /// Spares a hub's first start the making of a signing key and the unpacking of native code, an
    /// eighth of its processor time. All who borrow the key accept each other's tokens. A hub on
    /// MongoDB copies it there.
    ///
    /// @param dataDirectory the hub's, which need not exist
    public static void lend(Path dataDirectory) {
        for (Path part : LENT) {
            Path made = directory().resolve(part);
            Path borrowed = dataDirectory.resolve(part);
            if (Files.exists(made) && !Files.exists(borrowed)) {
                try {
                    Files.copy(made, inItsDirectory(borrowed));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static synchronized Path directory() {
        if (unpacked == null) {
            Path jar = HubProgram.jar();
            unpacked = jar.resolveSibling("quick-start-" + checksum(jar));
            HubProgram.unpacked(unpacked);
        }
        return unpacked;
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

    /// Keeps what can be lent.
    private static void keep(Path dataDirectory, Path directory) {
        for (Path part : LENT) {
            Path made = dataDirectory.resolve(part);
            if (Files.exists(made)) {
                HubProgram.publish(made, inItsDirectory(directory.resolve(part)));
            }
        }
    }

    private static Path inItsDirectory(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a hub loads depends on its store, so each has its own cache.
    private static final class Training {

        private final Lock oneTrains = new ReentrantLock();
        private final String cache;
        private volatile boolean done;

        Training(String cache) {
            this.cache = cache;
        }

        HubProgram program(String... options) {
            Path directory = directory();
            Stream<String> quick =
                    isDone(directory)
                            ? Stream.of("-XX:AOTCache=" + directory.resolve(cache))
                            : Stream.empty();
            return HubProgram.unpacked(
                    directory, Stream.concat(Stream.of(options), quick).toArray(String[]::new));
        }

        private boolean isDone(Path directory) {
            if (!done && oneTrains.tryLock()) {
                try {
                    if (!Files.exists(directory.resolve(cache))) {
                        train(directory);
                    }
                    done = true;
                } finally {
                    oneTrains.unlock();
                }
            }
            return done;
        }

        private void train(Path directory) {
            if (this == EMBEDDED) {
                train(directory, Map.of());
                return;
            }
            MongoServer mongo = new MongoServer(new MemoryBackend());
            try {
                String uri = mongo.bindAndGetConnectionString() + "/training";
                train(directory, Map.of(MONGODB, uri));
            } finally {
                mongo.shutdownNow();
            }
        }

        private void train(Path directory, Map<String, String> settings) {
            String own = cache + "." + ProcessHandle.current().pid();
            Path draft = directory.resolve(own);
            HubProgram program = HubProgram.unpacked(directory, "-XX:AOTCacheOutput=" + draft);
            Path data = directory.resolve("training-" + own);
            try {
                Files.createDirectories(data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            try (HubProcess hub = new HubProcess(program, data, settings)) {
                hub.start();
                hub.terminate();
                hub.awaitEnd(TO_WRITE_ITS_CACHE);
                keep(hub.dataDirectory(), directory);
            }
            // without a cache the hubs start as well, only later
            if (Files.exists(draft)) {
                HubProgram.publish(draft, directory.resolve(cache));
            }
        }
    }
}
