package dev.switchboard.adapter.out.persistence.embedded.journal;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a message costs: CPU of the whole process and bytes written, in groups of 1, 8 and 32. Each
/// message of 600 bytes has a random key, is appended, and settled afterwards. No test: run it by
/// hand, with a directory on the disk in question.
public final class JournalCost {

    private static final int MESSAGES = 24_000;
    private static final Duration LIFE = Duration.ofDays(1);

    private JournalCost() {}

    public static void measure(Function<Path, Journal> open, Path directory, PrintStream out)
            throws Exception {
        String body = "\"" + "Lorem ipsum 0123456789 dolor. ".repeat(20) + "\"";
        for (int group : List.of(1, 8, 32)) {
            Journal journal = open.apply(Files.createTempDirectory(directory, "cost"));
            run(journal, group, MESSAGES / 4, body);
            long cpu = cpuMicros();
            long written = written();
            run(journal, group, MESSAGES, body);
            out.printf(
                    "group of %d: %d us CPU, %d bytes written per message%n",
                    group, (cpuMicros() - cpu) / MESSAGES, (written() - written) / MESSAGES);
        }
    }

    private static void run(Journal journal, int callers, int messages, String body) {
        List<Thread> threads =
                IntStream.range(0, callers)
                        .mapToObj(i ->
                                Thread.ofPlatform()
                                        .start(() -> one(journal, i, messages / callers, body)))
                        .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void one(Journal journal, int caller, int messages, String body) {
        List<CompletionStage<?>> settled = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            String session = "00000000-0000-4000-8000-" + caller + "-" + i % 50;
            IdempotencyKey key =
                    new IdempotencyKey(
                            "svc", UUID.randomUUID().toString(), "f", Seed.NOW.plus(LIFE));
            Appended appended =
                    journal.append(
                            EntryDraft.message()
                                    .inSession(session)
                                    .saying(body)
                                    .keyed(key)
                                    .entry());
            if (appended instanceof Appended.Stored(Message message)) {
                settled.add(settle(journal, message));
            }
        }
        settled.forEach(stage -> stage.toCompletableFuture().join());
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
