package dev.switchboard.adapter.out.persistence.embedded;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The log is on the disk before anything is acknowledged. A killed process leaves unsynced writes
/// too, so only its system calls prove this. It runs where system calls can be traced.
class SyncedLogIT {

    private static final int ACKNOWLEDGEMENTS = 400;

    @TempDir Path folder;

    @Test
    void syncsTheLogForEachGroupOfWrites() throws Exception {
        Path calls = folder.resolve("calls.txt");
        Path output = folder.resolve("output.txt");
        assumeThat(mayTrace()).isTrue();
        Process hub =
                new ProcessBuilder(
                                "strace",
                                "-f",
                                "-y",
                                "-qq",
                                "-e",
                                "trace=fsync,fdatasync",
                                "-o",
                                calls.toString(),
                                ProcessHandle.current().info().command().orElseThrow(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CrashingHub.class.getName(),
                                folder.resolve("data").toString())
                        .redirectOutput(output.toFile())
                        .redirectError(folder.resolve("error.txt").toFile())
                        .start();
        try {
            await().atMost(2, MINUTES).until(() -> lines(output, ".*") >= ACKNOWLEDGEMENTS);
        } finally {
            hub.descendants().forEach(ProcessHandle::destroyForcibly);
            hub.destroyForcibly().waitFor();
        }

        // each caller waits for one acknowledgement at a time
        int groups = ACKNOWLEDGEMENTS / CrashingHub.CONVERSATIONS;
        assertThat(lines(calls, ".*sync\\(.*\\.log>.*")).isGreaterThanOrEqualTo(groups);
    }

    private static boolean mayTrace() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-qq", "-o", "/dev/null", "true").start().waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static long lines(Path file, String like) throws IOException {
        Pattern pattern = Pattern.compile(like);
        return Files.exists(file)
                ? Files.readAllLines(file).stream().filter(pattern.asMatchPredicate()).count()
                : 0;
    }
}
