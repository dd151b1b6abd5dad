package dev.switchboard.bootstrap.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `scripts/run.sh` with a fake Java that only prints its arguments and has no compiler, in a
/// read-only program directory: a file stands in place of the directory `ready`.
class RunScriptTest {

    private static final Path SCRIPTS = Path.of("..", "scripts");

    @TempDir Path program;

    @BeforeEach
    void install() throws IOException {
        Files.createDirectories(program.resolve("scripts"));
        for (String script : new String[] {"run.sh", "find-jdk.sh"}) {
            Files.copy(SCRIPTS.resolve(script), program.resolve("scripts").resolve(script));
        }
        Path target = Files.createDirectories(program.resolve("bootstrap/target"));
        Files.writeString(target.resolve("switchboard.jar"), "a jar");
        Files.writeString(target.resolve("ready"), "not a directory");
        program(
                "java",
                "if [ \"$1\" = --version ]; then echo openjdk 25.0.3; else echo java \"$@\"; fi");
    }

    private void program(String name, String says) throws IOException {
        Path bin = Files.createDirectories(program.resolve("jdk/bin"));
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + says + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Ran(int exit, String said) {}

    private Ran run(String... arguments) throws Exception {
        ProcessBuilder script = new ProcessBuilder("sh", program + "/scripts/run.sh");
        script.command().addAll(List.of(arguments));
        script.redirectErrorStream(true).environment().put("JAVA_HOME", program + "/jdk");
        Process process = script.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), said);
    }

    @Test
    void startsAProgramThatItOnlyReads() throws Exception {
        Ran ran = run();

        assertThat(ran.exit()).as(ran.said()).isZero();
        assertThat(ran.said())
                .contains("was not prepared for quick starts")
                .containsPattern("java .*-jar bootstrap/target/switchboard.jar");
    }

    @Test
    void saysWhoPreparesIt() throws Exception {
        Ran ran = run("--prepare");

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.said()).contains("run this as the program's owner");
    }
}
