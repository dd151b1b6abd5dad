package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.History.Recorded;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Power that goes at any moment: the files are as long as they were when the last group was
/// acknowledged, and of the group behind it some bytes are there, or none.
class PowerCutIT {

    private static final int MESSAGES = 12;
    private static final int[] TORN = {0, 1, 6, 7, 8, 40, 300, 700};

    @TempDir Path folder;

    private final MovableClock clock = new MovableClock(Seed.NOW);

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        Path running = folder.resolve("running");
        try (OpenStore open = OpenStore.in(running, clock)) {
            for (int acknowledged = 1; acknowledged <= MESSAGES; acknowledged++) {
                open.journal().append(message().entry());
                Path cut = folder.resolve("cut" + acknowledged);
                copy(running.resolve("store"), cut.resolve("store"));
                assertKept(cut, acknowledged, acknowledged);
            }
        }
    }

    @Test
    void losesNothingWhenTheNextGroupWasTorn() throws Exception {
        Path running = folder.resolve("running");
        try (OpenStore open = OpenStore.in(running, clock)) {
            IntStream.range(0, MESSAGES).forEach(_ -> open.journal().append(message().entry()));
            Path before = folder.resolve("before");
            copy(running.resolve("store"), before);
            open.journal().append(message().entry());
            for (int bytes : TORN) {
                Path cut = folder.resolve("torn" + bytes);
                copy(running.resolve("store"), cut.resolve("store"));
                cutLog(cut.resolve("store"), before, bytes);
                assertKept(cut, MESSAGES, MESSAGES + 1);
            }
        }
    }

    private void assertKept(Path dataDir, int atLeast, int atMost) throws IOException {
        try (OpenStore open = OpenStore.in(dataDir, clock)) {
            assertThat(open.health().check()).isEqualTo(new Ready("fsync"));
            List<Recorded> kept = open.ports().history().messages(CONVERSATION, 0, 1000);
            assertThat(kept).hasSizeBetween(atLeast, atMost);
            assertThat(kept)
                    .extracting(recorded -> recorded.message().seq())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, kept.size()).boxed().toList());
        }
    }

    /// Leaves of each log what was there before, and some bytes of what came then.
    private static void cutLog(Path store, Path before, int more) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Path earlier = before.resolve(log.getFileName());
                long length = Files.exists(earlier) ? Files.size(earlier) + more : more;
                byte[] bytes = Files.readAllBytes(log);
                Files.write(
                        log, java.util.Arrays.copyOf(bytes, (int) Math.min(bytes.length, length)));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
