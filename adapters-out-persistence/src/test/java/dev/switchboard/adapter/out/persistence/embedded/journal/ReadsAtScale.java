package dev.switchboard.adapter.out.persistence.embedded.journal;

import static dev.switchboard.application.port.out.store.EntryDraft.CHAT;
import static dev.switchboard.application.port.out.store.EntryDraft.message;
import static dev.switchboard.application.port.out.store.EntryDraft.reply;

import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedConversations;
import dev.switchboard.adapter.out.persistence.embedded.conversation.EmbeddedRecentActivity;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedBacklog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedDeliveryLog;
import dev.switchboard.adapter.out.persistence.embedded.delivery.EmbeddedHeldMessages;
import dev.switchboard.adapter.out.persistence.embedded.engine.OpenEngine;
import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.application.fakes.Seed;
import dev.switchboard.application.port.out.delivery.Backlog.LaneKey;
import dev.switchboard.application.port.out.delivery.DeliveryLog.Query;
import dev.switchboard.application.port.out.delivery.DeliveryLog.State;
import dev.switchboard.application.port.out.message.Journal;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Settlement;
import dev.switchboard.application.port.out.store.EntryDraft;
import dev.switchboard.application.port.out.store.StorePorts;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.delivery.Attempt;
import dev.switchboard.domain.delivery.Delivery;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The time of reads in a small store and in a large one, both filled through the journal: 98 of
/// 100 messages are delivered, one is parked, one is pending; a fifth are for live clients.
///
/// This is not a test: its `main` takes a directory and the two numbers of messages, by default
/// 1,000 and 1,000,000.
public final class ReadsAtScale {

    private static final int CALLERS = 256;
    private static final int PER_CONVERSATION = 50;
    private static final int TIMES = 300;
    private static final int PAGE = 20;
    private static final Instant LATER = Seed.NOW.plus(Duration.ofDays(10));

    private ReadsAtScale() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        int few = args.length == 3 ? Integer.parseInt(args[1]) : 1_000;
        int many = args.length == 3 ? Integer.parseInt(args[2]) : 1_000_000;
        PrintStream out = System.out;
        measured(directory, few, out);
        Map<String, Long> inFew = measured(directory, few, out);
        Map<String, Long> inMany = measured(directory, many, out);
        out.printf("%-45s %9s %9s %6s%n", "microseconds, median", few, many, "ratio");
        inFew.forEach((what, micros) -> {
            long slower = inMany.getOrDefault(what, 0L);
            out.printf("%-45s %9d %9d %6.2f%n", what, micros, slower, slower / (double) micros);
        });
    }

    private static Map<String, Long> measured(Path directory, int messages, PrintStream out)
            throws Exception {
        Path folder = Files.createTempDirectory(directory, "scale");
        WriterCache cache = new WriterCache();
        try (OpenEngine engine = OpenEngine.in(folder, OpenEngine.KEY_ID, cache::forget)) {
            fill(new EmbeddedJournal(engine.store(), cache, Clock.systemUTC()), messages);
        }
        out.printf(
                "%d messages: %d bytes on the disk each, of the log %d MiB in all%n",
                messages, bytes(folder, "") / messages, bytes(folder, ".log") >> 20);
        long begin = System.nanoTime();
        try (OpenEngine engine = OpenEngine.in(folder, OpenEngine.KEY_ID, cache::forget)) {
            out.printf("%d messages: opened in %d ms%n", messages, millisSince(begin));
            Store store = engine.store();
            StorePorts ports =
                    new StorePorts(
                            new EmbeddedJournal(store, cache, Clock.systemUTC()),
                            new EmbeddedHistory(store, cache),
                            new EmbeddedBacklog(store, Clock.systemUTC()),
                            new EmbeddedDeliveryLog(store),
                            new EmbeddedConversations(store),
                            new EmbeddedRetention(store, cache, (_, _) -> {}),
                            new EmbeddedHeldMessages(store),
                            new EmbeddedRecentActivity(store));
            Map<String, Long> medians = reads(ports);
            out.printf(
                    "%d messages: resident %d MiB, of it Java heap %d MiB%n",
                    messages, residentMebibytes(), Runtime.getRuntime().totalMemory() >> 20);
            begin = System.nanoTime();
            store.copyTo(folder.resolve("copy"));
            out.printf("%d messages: copied in %d ms%n", messages, millisSince(begin));
            begin = System.nanoTime();
            int gone = ports.retention().purge(LATER, LATER, Seed.NOW);
            out.printf(
                    "%d messages: retention forgot %d in %d ms%n",
                    messages, gone, millisSince(begin));
            return medians;
        }
    }

    private static void fill(Journal journal, int messages) throws InterruptedException {
        List<Thread> callers =
                IntStream.range(0, CALLERS)
                        .mapToObj(caller ->
                                Thread.ofVirtual().start(() -> fill(journal, messages, caller)))
                        .toList();
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static void fill(Journal journal, int messages, int caller) {
        ConcurrentLinkedQueue<CompletableFuture<?>> settling = new ConcurrentLinkedQueue<>();
        for (int i = caller; i < messages; i += CALLERS) {
            int conversations = messages / PER_CONVERSATION;
            int conversation = i % conversations;
            int lot = (conversation + i / conversations) % 100;
            EntryDraft draft = conversation % 5 == 0 ? reply() : message();
            Target target = conversation % 5 == 0 ? Target.LIVE_CLIENTS : Seed.SLACK;
            ConversationId in =
                    conversation % 5 == 0
                            ? ConversationId.of("chat", "session-" + conversation)
                            : ConversationId.ofSession("session-" + conversation);
            Appended appended =
                    journal.append(
                            draft.in(in)
                                    .saying("\"" + "Lorem ipsum 012345 ".repeat(30) + "\"")
                                    .acceptedAt(Seed.NOW.plusMillis(i * 20L))
                                    .entry());
            if (appended instanceof Appended.Stored(Message message) && lot != 0) {
                settling.add(settle(journal, message, target, lot == 1));
            }
            if (settling.size() > 100) {
                settling.remove().join();
            }
        }
        settling.forEach(CompletableFuture::join);
    }

    private static CompletableFuture<?> settle(
            Journal journal, Message message, Target target, boolean park) {
        Delivery.Pending owed = Delivery.owed(target, message.at());
        Delivery next =
                park ? owed.park(ParkReason.REFUSED, Seed.NOW) : owed.delivered(message.at());
        Attempt.Outcome outcome = park ? Attempt.Outcome.REFUSED : Attempt.Outcome.DELIVERED;
        Attempt attempt = new Attempt(1, message.at(), Duration.ZERO, outcome, 200, "", false);
        return journal.settle(
                        new Settlement(
                                message.conversation(),
                                message.id(),
                                1,
                                next,
                                attempt,
                                null,
                                Journal.Pace.UNHURRIED))
                .toCompletableFuture();
    }

    private static Map<String, Long> reads(StorePorts ports) {
        ConversationId conversation = ConversationId.ofSession("session-1");
        Message some = ports.history().messages(conversation, 0, 1).getFirst().message();
        LaneKey lane = new LaneKey(conversation, Seed.SLACK);
        Map<String, Long> medians = new LinkedHashMap<>();
        medians.put(
                "conversations by activity",
                median(() -> ports.recentActivity().conversations(CHAT.origin(), null, PAGE)));
        medians.put(
                "newest messages of bots",
                median(() -> ports.recentActivity().botMessages(CHAT.origin(), PAGE)));
        medians.put("conversations by name", median(() -> ports.conversations().list(null, PAGE)));
        medians.put(
                "history of a conversation",
                median(() -> ports.history().messages(conversation, 0, PAGE)));
        medians.put("message by id", median(() -> ports.history().find(some.id())));
        medians.put("trace by id", median(() -> ports.history().trace(some.id())));
        medians.put(
                "answer by receipt",
                median(() -> ports.history().findByReceipt(conversation, "unknown")));
        medians.put("parked of a target", median(() -> list(ports, State.PARKED, Seed.SLACK)));
        medians.put("parked", median(() -> list(ports, State.PARKED, null)));
        medians.put("pending of a target", median(() -> list(ports, State.PENDING, Seed.SLACK)));
        medians.put("sent to a target", median(() -> list(ports, State.DELIVERED, Seed.SLACK)));
        medians.put(
                "targets with something pending", median(() -> ports.backlog().nextTarget(null)));
        medians.put(
                "lanes of a target, a page",
                median(() -> ports.backlog().conversations(Seed.SLACK, null, 10)));
        medians.put("pending of a lane", median(() -> ports.backlog().pending(lane, 32)));
        medians.put(
                "first that no client has taken",
                median(() -> ports.heldMessages().firstUntaken(conversation, 0)));
        medians.put(
                "retention that finds nothing",
                median(() -> ports.retention().purge(Seed.NOW, Instant.EPOCH, Instant.EPOCH)));
        return medians;
    }

    private static List<?> list(StorePorts ports, State state, @Nullable Target target) {
        return ports.deliveryLog()
                .list(new Query(target, null, Set.of(state), null, null, null, PAGE));
    }

    private static long median(Runnable read) {
        List<Long> nanos = new ArrayList<>();
        LongStream.range(0, TIMES)
                .forEach(_ -> {
                    long begin = System.nanoTime();
                    read.run();
                    nanos.add(System.nanoTime() - begin);
                });
        nanos.sort(null);
        return Math.max(1, nanos.get(TIMES / 2) / 1000);
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static long bytes(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
