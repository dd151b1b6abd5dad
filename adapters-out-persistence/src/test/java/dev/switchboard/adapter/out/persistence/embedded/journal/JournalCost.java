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

/// What a message costs: CPU of the whole process and bytes written, with 1, 8 and 32 callers at
/// once. Each message of 600 bytes has a random key, is appended, and settled unhurried afterwards.
///
/// No test: its `main` takes a directory on the disk in question, the seconds to warm up and those
/// to measure, and the numbers of callers, if not those.
public final class JournalCost {

    private static final String BODY = "\"" + "Lorem ipsum 0123456789 dolor. ".repeat(20) + "\"";
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int CONVERSATIONS = 50;

    /// So many messages later a caller looks whether one was settled.
    private static final int SETTLED_AFTER = 200;

    private JournalCost() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createTempDirectory(Path.of(args[0]), "cost");
        int warm = Integer.parseInt(args[1]);
        int measured = Integer.parseInt(args[2]);
        List<Integer> groups =
                args.length == 3
                        ? List.of(1, 8, 32)
                        : IntStream.range(3, args.length)
                                .mapToObj(i -> Integer.parseInt(args[i]))
                                .toList();
        WriterCache cache = new WriterCache();
        try (OpenEngine engine = OpenEngine.in(directory, OpenEngine.KEY_ID, cache::forget)) {
            Journal journal = new EmbeddedJournal(engine.store(), cache, Clock.systemUTC());
            run(journal, 8, warm);
            for (int callers : groups) {
                run(journal, callers, 2);
                measure(engine, journal, callers, measured, System.out);
            }
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
