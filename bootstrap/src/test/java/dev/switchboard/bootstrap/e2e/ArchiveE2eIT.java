package dev.switchboard.bootstrap.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.SimulatorServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The archive that brings its Java, where nothing else is installed.
@Tag("nightly")
class ArchiveE2eIT {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration TO_PRACTISE = Duration.ofMinutes(7);
    private static final Duration TO_END = Duration.ofSeconds(40);

    @TempDir Path directory;
    private Path program;
    private Path data;
    private Path caches;
    private Path temporary;

    /// Nobody may write to the program, not even its owner.
    @BeforeEach
    void install() throws Exception {
        program = HubArchive.makeWithJava(directory).unpackTo(directory.resolve("program"));
        data = directory.resolve("data");
        caches = directory.resolve("caches");
        temporary = directory.resolve("tmp");
        HubArchive.run(directory, Map.of(), "chmod", "-R", "a-w", program.toString());
    }

    @Test
    void startsOnAnEmptyMachineAndWritesNothingButItsDataAndItsCache() throws Exception {
        SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());
        HubProcess hub = hubOnAnEmptyMachine(simulators);
        Map<Path, String> before = files();

        try (World world = World.around(simulators, hub)) {
            String channel = world.channel();
            assertThat(world.send(channel, channel, "first").status()).isIn(200, 202);
            await().atMost(SOON).until(() -> world.texts(channel), List.of("first")::equals);
            assertThat(hub.command()).startsWith(program.resolve("jre/bin/java").toString());
            await().atMost(TO_PRACTISE)
                    .until(() -> hub.log().contains("The next start of this build is a quick one"));
            end(hub);

            hub.start();
            assertThat(hub.command()).anyMatch(it -> it.startsWith("-XX:AOTCache=" + caches));
            assertThat(world.send(channel, channel, "second").status()).isIn(200, 202);
            await().atMost(SOON)
                    .until(() -> world.texts(channel), List.of("first", "second")::equals);
            end(hub);
        }

        assertThat(data).isNotEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
        assertThat(files()).containsExactlyInAnyOrderEntriesOf(before);
    }

    private HubProcess hubOnAnEmptyMachine(SimulatorServer simulators) throws IOException {
        Files.createDirectory(temporary);
        Map<String, String> settings = new HashMap<>();
        settings.put("PATH", "/usr/bin:/bin");
        settings.put("HOME", Files.createDirectory(directory.resolve("home")).toString());
        settings.put("DATA_DIR", data.toString());
        settings.put("SWITCHBOARD_CACHE_DIR", caches.toString());
        settings.put("JAVA_FLAGS", "-Djava.io.tmpdir=" + temporary);
        HubProcess hub =
                new HubProcess(
                        new HubProgram(List.of(program.resolve("bin/switchboard").toString())),
                        directory,
                        World.environment(simulators, settings));
        hub.isolate(Files.createDirectory(directory.resolve("place")));
        return hub;
    }

    private static void end(HubProcess hub) {
        hub.terminate();
        assertThat(hub.awaitEnd(TO_END)).as(hub::endOfLog).isEqualTo(HubProcess.TERMINATED);
    }

    /// Everything around the hub but what it may write, and Java's temporary files. A user who may
    /// write anywhere notices no missing permission, so times count: that of a folder tells of a
    /// file that came and went.
    private Map<Path, String> files() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        for (String part : List.of("program", "home", "place")) {
            try (Stream<Path> tree = Files.walk(directory.resolve(part))) {
                files.putAll(tree.collect(toMap(path -> path, ArchiveE2eIT::description)));
            }
        }
        return files;
    }

    private static String description(Path path) {
        try {
            PosixFileAttributes file =
                    Files.readAttributes(
                            path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.permissions() + " " + file.size() + " " + file.lastModifiedTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
