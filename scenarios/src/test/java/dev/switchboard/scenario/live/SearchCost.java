package dev.switchboard.scenario.live;

import dev.switchboard.adapter.out.persistence.document.DocumentMessageIndex;
import dev.switchboard.adapter.out.persistence.document.TableForm;
import dev.switchboard.adapter.out.persistence.embedded.document.ColdTables;
import dev.switchboard.adapter.out.persistence.embedded.journal.MessageStoreCase;
import dev.switchboard.adapter.out.persistence.keys.TokenKeys;
import dev.switchboard.application.port.in.handoff.SearchMessages;
import dev.switchboard.application.port.in.handoff.SearchMessages.Found;
import dev.switchboard.application.port.in.handoff.SearchMessages.Handling;
import dev.switchboard.application.port.out.live.LiveEvents.Event;
import dev.switchboard.application.port.out.message.Journal.Appended;
import dev.switchboard.application.port.out.message.Journal.Entry;
import dev.switchboard.domain.cluster.Partitions;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the index of words costs an accepted message of the embedded store, and how long searches
/// take.
///
/// This is not a test. `accept DIR SECONDS CALLERS on|off` appends messages of some 15 words as
/// fast as it can, while the index is worked on as in the hub, or is not. `search DIR MESSAGES`
/// fills a store, makes the whole index and looks for words that are in many messages, in few, and
/// in none.
final class SearchCost extends MessageStoreCase {

    private static final int VOCABULARY = 20_000;
    private static final int PER_CONVERSATION = 20;
    private static final PrintStream OUT = System.out;

    private final LiveWorld world;
    private final LiveHub hub;

    private SearchCost(Path directory, boolean on) throws IOException {
        folder = Files.createTempDirectory(directory, "search");
        open();
        world = new LiveWorld(store());
        world.searchable = on;
        world.index =
                new DocumentMessageIndex(
                        ColdTables.of(TableForm.MESSAGE_TERMS, opened().store()),
                        TokenKeys.first());
        hub = new LiveHub(world);
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("accept")) {
            SearchCost cost = new SearchCost(Path.of(args[1]), args[4].equals("on"));
            int callers = Integer.parseInt(args[3]);
            cost.accepts(callers, 5);
            OUT.printf("%-3s %s%n", args[4], cost.accepts(callers, Integer.parseInt(args[2])));
        } else {
            new SearchCost(Path.of(args[1]), true).searches(Integer.parseInt(args[2]));
        }
        System.exit(0);
    }

    private String accepts(int callers, int seconds) throws InterruptedException {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        var _ = clock.scheduleWithFixedDelay(hub.search::goOn, 1, 1, TimeUnit.SECONDS);
        ScheduledExecutorService ticks = ticks();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long cpu = cpuMicros();
        LongAdder messages = new LongAdder();
        List<Thread> threads =
                IntStream.range(0, callers)
                        .mapToObj(i -> Thread.ofVirtual().start(() -> caller(i, until, messages)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        clock.shutdownNow();
        ticks.shutdownNow();
        long all = messages.sum();
        return "%d messages/s, %.1f us CPU each"
                .formatted(all / seconds, (cpuMicros() - cpu) / (double) all);
    }

    /// The world's clock goes as that of the wall does.
    private ScheduledExecutorService ticks() {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();
        Duration tick = Duration.ofMillis(1);
        var _ =
                ticks.scheduleAtFixedRate(
                        () -> world.clock.advance(tick), 1, 1, TimeUnit.MILLISECONDS);
        return ticks;
    }

    private void caller(int number, long until, LongAdder messages) {
        Random random = new Random(number);
        for (int i = 0; System.nanoTime() < until; i++) {
            say(number + "-" + i / PER_CONVERSATION, random);
            messages.increment();
        }
    }

    private void say(String conversation, Random random) {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(12);
        MessageId id =
                new MessageId("msg_" + "%012x".formatted(System.currentTimeMillis()) + unique);
        Entry entry =
                new Entry(
                        id,
                        ConversationId.of("web", conversation),
                        new Author(Party.USER, "u"),
                        new Content("{\"text\":\"" + text(random) + "\"}"),
                        null,
                        List.of(),
                        Instant.now(Clock.systemUTC()));
        Appended appended = world.store.journal().append(entry);
        if (appended instanceof Appended.Stored(Message message)) {
            hub.publish(new Event.Appended(message, List.of()));
        }
    }

    /// Words as frequent as those of people: the second half as often as the first, and so on.
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 15; i++) {
            double rank = Math.pow(VOCABULARY, random.nextDouble());
            text.append("word").append((int) rank).append(' ');
        }
        return text.toString();
    }

    private void searches(int messages) throws Exception {
        List<Thread> callers =
                IntStream.range(0, 64)
                        .mapToObj(caller ->
                                Thread.ofVirtual()
                                        .start(() -> {
                                            Random random = new Random(caller);
                                            for (int i = caller; i < messages; i += 64) {
                                                int at = i / 64 / PER_CONVERSATION;
                                                say(caller + "-" + at, random);
                                            }
                                        }))
                        .toList();
        for (Thread caller : callers) {
            caller.join();
        }
        long before = bytes();
        long begin = System.nanoTime();
        hub.search.partitions().recover(Partitions.ALL, true);
        hub.search.goOn();
        OUT.printf(
                "%d messages: indexed in %d s, %d MiB before and %d MiB after%n",
                messages,
                Duration.ofNanos(System.nanoTime() - begin).toSeconds(),
                before >> 20,
                bytes() >> 20);
        TestConsole sue = new TestConsole(hub.agents, "sue").connectAsSupervisor();
        ScheduledExecutorService ticks = ticks();
        time(sue, "one frequent word", "word1");
        time(sue, "two frequent words", "word1 word2");
        time(sue, "three words", "word3 word40 word500");
        time(sue, "a frequent and a rare one", "word1 word19998");
        time(sue, "a rare word", "word19999");
        time(sue, "two rare words", "word19997 word19998");
        time(sue, "a word that is nowhere", "nowhere");
        time(sue, "a frequent one and that", "word1 nowhere");
        ticks.shutdownNow();
    }

    private void time(TestConsole console, String what, String words) {
        List<Long> micros = new ArrayList<>();
        int hits = 0;
        boolean complete = true;
        for (int i = 0; i < 100; i++) {
            long begin = System.nanoTime();
            Found.Page page =
                    (Found.Page)
                            hub.search
                                    .search()
                                    .search(
                                            console.id,
                                            new SearchMessages.SearchQuery(
                                                    words, "", Handling.ANY, null, null, null, 20));
            micros.add((System.nanoTime() - begin) / 1000);
            hits = page.hits().size();
            complete = page.complete();
        }
        micros.sort(null);
        OUT.printf(
                "%-28s %2d hits%s: median %7.1f ms, 95 of 100 under %7.1f ms%n",
                what,
                hits,
                complete ? "" : " (goes on)",
                micros.get(50) / 1000.0,
                micros.get(94) / 1000.0);
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static long cpuMicros() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
                / 1000;
    }
}
