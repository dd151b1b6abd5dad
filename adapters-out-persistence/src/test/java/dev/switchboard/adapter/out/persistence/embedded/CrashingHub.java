package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.message.Message;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/// A process that appends and settles until it is killed, and prints what was acknowledged.
final class CrashingHub {

    static final int CONVERSATIONS = 8;

    private CrashingHub() {}

    public static void main(String[] args) {
        Journal journal = OpenStore.in(Path.of(args[0])).journal();
        PrintStream out = System.out;
        IntStream.range(0, CONVERSATIONS)
                .mapToObj(i -> Thread.ofVirtual().start(() -> appendForEver(journal, i, out)))
                .toList()
                .forEach(CrashingHub::join);
    }

    private static void appendForEver(Journal journal, int number, PrintStream out) {
        EntryDraft draft = EntryDraft.message().inSession("s" + number);
        while (!Thread.interrupted()) {
            if (journal.append(draft.entry()) instanceof Appended.Stored(Message message)) {
                out.println("stored " + message.id() + " " + message.seq() + ".");
                settle(journal, message, out);
            }
        }
    }

    private static void settle(Journal journal, Message message, PrintStream out) {
        Delivery delivered = Delivery.owed(Seed.SLACK, Seed.NOW).delivered(Seed.NOW);
        Attempt attempt =
                new Attempt(1, Seed.NOW, Duration.ZERO, Attempt.Outcome.DELIVERED, 200, "", false);
        journal.settle(new Journal.Settlement(message, 1, delivered, attempt))
                .toCompletableFuture()
                .join();
        out.println("settled " + message.id() + " " + message.seq() + ".");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
