package dev.switchboard.adapter.out.persistence.embedded;

import static dev.switchboard.application.port.out.store.EntryDraft.CONVERSATION;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.NotReady;
import dev.switchboard.application.port.out.store.StoreHealth.Condition.Ready;
import dev.switchboard.domain.message.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Power that fails at any moment: the files have at least the length of the last acknowledgement,
/// and of the next group some bytes are there, or none.
class PowerCutIT {

    private static final int MESSAGES = 12;
    private static final int BLOCK = 4096;
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

    /// A disk writes the blocks of a group in any order, so some blocks of the last group are
    /// missing.
    @ParameterizedTest
    @ValueSource(ints = {3, 20, 100})
    void losesNothingWhenTheNextGroupHasHoles(int kilobytes) throws Exception {
        Path running = folder.resolve("running");
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        try (OpenStore open = OpenStore.in(running, clock)) {
            IntStream.range(0, MESSAGES).forEach(_ -> open.journal().append(message().entry()));
            copy(running.resolve("store"), before);
            open.journal().append(large(kilobytes));
            copy(running.resolve("store"), after);
        }
        long begin = Files.size(log(before));
        long end = Files.size(log(after));
        for (long hole = begin / BLOCK; hole <= (end - 1) / BLOCK; hole++) {
            Path cut = folder.resolve("hole" + hole);
            copy(after, cut.resolve("store"));
            zero(
                    log(cut.resolve("store")),
                    Math.max(begin, hole * BLOCK),
                    Math.min(end, (hole + 1) * BLOCK));
            assertKept(cut, MESSAGES, MESSAGES);
            // and again, including the data stored since
            try (OpenStore open = OpenStore.in(cut, clock)) {
                open.journal().append(message().entry());
            }
            assertKept(cut, MESSAGES + 1, MESSAGES + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20, 100})
    void refusesALogWithAHoleBeforeWhatWasAcknowledgedLater(int kilobytes) throws Exception {
        Path running = folder.resolve("running");
        Path before = folder.resolve("before");
        Path after = folder.resolve("after");
        try (OpenStore open = OpenStore.in(running, clock)) {
            IntStream.range(0, MESSAGES).forEach(_ -> open.journal().append(message().entry()));
            copy(running.resolve("store"), before);
            open.journal().append(large(kilobytes));
            copy(running.resolve("store"), after);
            open.journal().append(message().entry());
        }
        long begin = Files.size(log(before));
        long end = Files.size(log(after));
        for (long hole = begin / BLOCK; hole <= (end - 1) / BLOCK; hole++) {
            Path damaged = folder.resolve("damaged" + hole);
            copy(running.resolve("store"), damaged.resolve("store"));
            Path log = log(damaged.resolve("store"));
            zero(log, Math.max(begin, hole * BLOCK), Math.min(end, (hole + 1) * BLOCK));
            byte[] found = Files.readAllBytes(log);

            try (OpenStore open = OpenStore.in(damaged, clock)) {
                assertThat(open.health().check())
                        .isInstanceOfSatisfying(
                                NotReady.class,
                                it ->
                                        assertThat(it.reason())
                                                .contains(log.getFileName().toString(), "backup"));
            }
            assertThat(Files.readAllBytes(log)).isEqualTo(found);
        }
    }

    private static Entry large(int kilobytes) {
        // no two blocks alike
        String body =
                IntStream.range(0, kilobytes * 100)
                        .mapToObj("%010d"::formatted)
                        .collect(Collectors.joining());
        return message().saying("\"" + body + "\"").entry();
    }

    private static Path log(Path store) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }

    private static void zero(Path file, long from, long until) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, (int) from, (int) until, (byte) 0);
        Files.write(file, bytes);
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

    /// Cuts each log to its earlier content and some of the later bytes.
    private static void cutLog(Path store, Path before, int more) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
                Path earlier = before.resolve(log.getFileName());
                long length = Files.exists(earlier) ? Files.size(earlier) + more : more;
                byte[] bytes = Files.readAllBytes(log);
                Files.write(log, Arrays.copyOf(bytes, (int) Math.min(bytes.length, length)));
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
