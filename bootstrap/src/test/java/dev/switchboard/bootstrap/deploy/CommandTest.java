package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `bin/switchboard` as the archive has it, with a fake Java that only prints its arguments and has
/// no compiler.
class CommandTest {

    private static final Path HOUSE = Path.of("..");

    @TempDir Path directory;
    private Path program;
    private Path caches;

    @BeforeEach
    void install() throws IOException {
        program = directory.resolve("program");
        caches = directory.resolve("caches");
        Files.createDirectories(program.resolve("bin"));
        Files.createDirectories(program.resolve("lib"));
        Files.copy(HOUSE.resolve("bin/switchboard"), program.resolve("bin/switchboard"));
        Files.copy(HOUSE.resolve("scripts/find-jdk.sh"), program.resolve("lib/find-jdk.sh"));
        Files.writeString(program.resolve("lib/switchboard.jar"), "a jar");
        java(directory.resolve("jdk"), "java");
    }

    /// @param says its first word
    private static void java(Path home, String says) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        String script =
                """
                #!/bin/sh
                case "$*" in
                    --version) echo openjdk 25.0.3 ;;
                    *" extract --destination "*) mkdir -p "${*##* }" ;;
                    *" dev.switchboard.tools.practice.Practice "*)
                        cache=${*#*AOTCacheOutput=}
                        touch "${cache%%%% *}" ;;
                    *) echo %s "$@" ;;
                esac
                """
                        .formatted(says);
        Files.setPosixFilePermissions(
                Files.writeString(bin.resolve("java"), script),
                PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ran(int exit, String said) {}

    private Ran run(String... arguments) throws Exception {
        return run(program.resolve("bin/switchboard"), arguments);
    }

    private Ran run(Path script, String... arguments) throws Exception {
        ProcessBuilder command = new ProcessBuilder("sh", script.toString());
        command.command().addAll(List.of(arguments));
        command.redirectErrorStream(true).directory(directory.toFile());
        command.environment().put("JAVA_HOME", directory + "/jdk");
        command.environment().put("SWITCHBOARD_CACHE_DIR", caches.toString());
        Process process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), said);
    }

    private List<String> builds() throws IOException {
        try (Stream<Path> entries = Files.list(caches)) {
            return entries.filter(entry -> !Files.isSymbolicLink(entry))
                    .map(entry -> entry.getFileName().toString())
                    .toList();
        }
    }

    @Test
    void startsFromTheCacheThatItHasPrepared() throws Exception {
        Ran prepared = run("prepare");
        Ran started = run("--server.port=9000");

        assertThat(prepared.exit()).as(prepared.said()).isZero();
        assertThat(started.said())
                .containsPattern("java .*-XX:AOTCache=\\S+/hub.aot .*-jar \\S+/app/switchboard.jar")
                .contains(caches + "/" + builds().getFirst())
                .endsWith("--server.port=9000\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h", "status", "prepared"})
    void startsNothingForAWordThatItDoesNotKnow(String word) throws Exception {
        assertThat(run(word).said()).startsWith("Usage: switchboard [prepare |");
    }

    @Test
    void keepsTheCacheOfTheBuildBeforeThisOneOnly() throws Exception {
        run("prepare");
        String first = builds().getFirst();
        Files.writeString(program.resolve("lib/switchboard.jar"), "the next jar");
        run("prepare");
        Files.writeString(program.resolve("lib/switchboard.jar"), "the jar after the next");
        run("prepare");

        assertThat(builds()).hasSize(2).doesNotContain(first);
    }

    @Test
    void startsAProgramWhoseCacheItOnlyReads() throws Exception {
        Files.writeString(caches, "not a directory");

        Ran ran = run();

        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains("was not prepared for quick starts")
                .containsPattern("java .*-jar \\S+/lib/switchboard.jar");
    }

    @Test
    void saysWhoPreparesIt() throws Exception {
        Files.writeString(caches, "not a directory");

        Ran ran = run("prepare");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains(caches + " cannot be written", "as its owner");
    }

    @Test
    void prefersTheJavaThatWasBroughtAlong() throws Exception {
        java(program.resolve("jre"), "brought");
        run("prepare");

        assertThat(run().said()).startsWith("brought ");
    }

    @Test
    void findsItsProgramByALink() throws Exception {
        run("prepare");
        Path link = Files.createDirectories(directory.resolve("path")).resolve("switchboard");
        Files.createSymbolicLink(link, program.resolve("bin/switchboard"));

        Ran ran = run(link);

        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said()).startsWith("java ");
    }
}
