package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.IdempotencyKey;
import dev.switchboard.domain.message.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The cost of a message: CPU of the whole process and bytes written, with 1, 8 and 32 concurrent
/// callers. Each message of 600 bytes has a random key, is appended, and settled unhurried
/// afterwards. A sealing store and an open one take turns.
///
/// This is not a test: its `main` takes a directory on the disk in question, the seconds to warm up
/// and to measure, and optionally other numbers of callers.
public final class JournalCost {

    private static final String BODY = "\"" + "Lorem ipsum 0123456789 dolor. ".repeat(20) + "\"";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int CONVERSATIONS = 50;

    /// After this many messages a caller checks whether a message was settled.
    private static final int SETTLED_AFTER = 200;

    private JournalCost() {}

    public static void main(String[] args) throws Exception {
        int warm = Integer.parseInt(args[1]);
        int measured = Integer.parseInt(args[2]);
        List<Integer> groups =
                args.length == 3
                        ? List.of(1, 8, 32)
                        : IntStream.range(3, args.length)
                                .mapToObj(i -> Integer.parseInt(args[i]))
                                .toList();
        Path directory = Path.of(args[0]);
        try (Measured open = Measured.in(directory, false);
                Measured sealed = Measured.in(directory, true)) {
            run(open.journal(), 8, warm);
            run(sealed.journal(), 8, warm);
            for (int callers : groups) {
                for (Measured each : List.of(open, sealed)) {
                    run(each.journal(), callers, 2);
                    System.out.printf("%-6s ", each.equals(open) ? "open" : "sealed");
                    measure(each.engine(), each.journal(), callers, measured, System.out);
                }
            }
            System.out.printf(
                    "on the disk per message, log included: open %d bytes, sealed %d%n",
                    open.bytesPerMessage(), sealed.bytesPerMessage());
        }
    }

    private record Measured(Path directory, OpenEngine engine, Journal journal)
            implements AutoCloseable {

        static Measured in(Path parent, boolean sealing) throws IOException {
            Path directory = Files.createTempDirectory(parent, sealing ? "sealed" : "open");
            WriterCache cache = new WriterCache();
            Clock clock = Clock.systemUTC();
            OpenEngine engine =
                    OpenEngine.in(directory, OpenEngine.sealing(sealing, clock), cache::forget);
            Journal journal = new EmbeddedJournal(engine.store(), cache, clock);
            return new Measured(directory, engine, journal);
        }

        /// Each message is appended and settled.
        long bytesPerMessage() throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                long bytes = files.mapToLong(file -> file.toFile().length()).sum();
                return bytes * 2 / engine.gate().writes();
            }
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static void measure(
            OpenEngine engine, Journal journal, int callers, int seconds, PrintStream out)
            throws IOException {
        long commits = engine.gate().commits();
        long cpu = cpuMicros();
        long written = written();
        long messages = run(journal, callers, seconds);
        out.printf(
                "%2d callers: %3d us CPU, %.2f KB written per message; %d messages/s, %.1f per group%n",
                callers,
                (cpuMicros() - cpu) / messages,
                (written() - written) / 1000.0 / messages,
                messages / seconds,
                messages / (double) (engine.gate().commits() - commits));
    }

    /// @return how many messages were stored and settled
    private static long run(Journal journal, int callers, int seconds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        LongAdder messages = new LongAdder();
        List<Thread> threads =
                IntStream.range(0, callers)
                        .mapToObj(i ->
                                Thread.ofVirtual().start(() -> one(journal, i, until, messages)))
                        .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
        return messages.sum();
    }

    private static void one(Journal journal, int caller, long until, LongAdder messages) {
        Deque<CompletionStage<?>> settling = new ArrayDeque<>();
        for (int i = 0; System.nanoTime() < until; i++) {
            String session = "00000000-0000-4000-8000-" + caller + "-" + i % CONVERSATIONS;
            IdempotencyKey key =
                    new IdempotencyKey(
                            "svc", UUID.randomUUID().toString(), "f", Seed.NOW.plus(LIFE));
            Appended appended =
                    journal.append(
                            EntryDraft.message()
                                    .inSession(session)
                                    .saying(BODY)
                                    .keyed(key)
                                    .entry());
            if (appended instanceof Appended.Stored(Message message)) {
                settling.add(settle(journal, message));
                messages.increment();
            }
            if (settling.size() > SETTLED_AFTER) {
                settling.remove().toCompletableFuture().join();
            }
        }
        settling.forEach(stage -> stage.toCompletableFuture().join());
    }

    private static CompletionStage<?> settle(Journal journal, Message message) {
        Delivery delivered = Delivery.owed(Seed.SLACK, Seed.NOW).delivered(Seed.NOW);
        Attempt attempt =
                new Attempt(1, Seed.NOW, Duration.ZERO, Attempt.Outcome.DELIVERED, 200, "", false);
        return journal.settle(
                new Settlement(
                        message.conversation(),
                        message.id(),
                        1,
                        delivered,
                        attempt,
                        null,
                        Journal.Pace.UNHURRIED));
    }

    private static long cpuMicros() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / 1000;
    }

    private static long written() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes:"))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length())))
                .sum();
    }
}
