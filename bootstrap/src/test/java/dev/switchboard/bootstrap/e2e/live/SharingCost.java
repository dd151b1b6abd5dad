package dev.switchboard.bootstrap.e2e.live;

import de.bwaldvogel.mongo.MongoServer;
import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.HubProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The price of sharing: the CPU that answers of the bot cost one hub, and three hubs together that
/// share a store. Three hubs get three times the messages of one, so that each hub of the three
/// works as much as the one: a hub spends less for each message the more it gets. One is measured
/// with the rate of three as well. CPU is that of all threads of the hubs but the compilers' and
/// contains beats and other work of their own.
///
/// This is not a test: its `main` takes messages a second of three hubs, the messages to warm each
/// hub up with, the seconds of a round, and the number of rounds.
public final class SharingCost implements AutoCloseable {

    /// Compilers that end would take their figures with them.
    private static final String LASTING_COMPILERS = "-XX:-UseDynamicNumberOfCompilerThreads";

    private static final int CONVERSATIONS = 200;
    private static final int CALLERS = 8;
    private static final String TEXT = "Lorem ipsum 0123456789 dolor. ".repeat(20);

    private final MongoServer server = new MongoServer(new IndexedBackend());
    private final LiveHub hub;
    private final List<HubClient> clients;
    private final List<Conversation> conversations = new ArrayList<>();

    private SharingCost(int hubs) {
        String uri = "mongodb://127.0.0.1:" + server.bind().getPort() + "/sharing";
        this.hub =
                LiveHub.sharing(
                        IntStream.range(0, hubs).mapToObj(SharingCost::directory).toList(),
                        Map.of("SWITCHBOARD_MONGODB_URI", uri),
                        HubProgram.lasting(LASTING_COMPILERS));
        this.clients = hub.processes().stream().map(it -> HubClient.strangerAt(it.url())).toList();
        for (int i = 0; i < CONVERSATIONS; i++) {
            String name = LiveHub.fresh("shared");
            conversations.add(new Conversation(name, hub.processes().indexOf(hub.owner(name))));
        }
    }

    /// @param owner the number of the hub that owns it
    private record Conversation(String name, int owner) {}

    private static Path directory(int number) {
        try {
            return Files.createTempDirectory("hub-" + number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] args) {
        int rate = Integer.parseInt(args[0]);
        int messages = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        try (SharingCost one = new SharingCost(1);
                SharingCost three = new SharingCost(3)) {
            one.warmUp(messages);
            three.warmUp(3 * messages);
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                System.out.println("one, a third      " + one.round(rate / 3, seconds, one::owner));
                System.out.println("one, all          " + one.round(rate, seconds, one::owner));
                System.out.println("three, at random  " + three.round(rate, seconds, three::any));
                System.out.println("three, the owner  " + three.round(rate, seconds, three::owner));
                System.out.println("three, another    " + three.round(rate, seconds, three::other));
            }
        }
    }

    private HubClient owner(Conversation conversation) {
        return clients.get(conversation.owner());
    }

    private HubClient any(Conversation conversation) {
        return clients.get(ThreadLocalRandom.current().nextInt(clients.size()));
    }

    private HubClient other(Conversation conversation) {
        int further = 1 + ThreadLocalRandom.current().nextInt(clients.size() - 1);
        return clients.get((conversation.owner() + further) % clients.size());
    }

    private record Round(int sent, int failed, double cpu, double compilers, long p50, long p99) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d sent, %d failed: %.0f us of CPU (and %.0f of compilers), p50 %d us, p99 %d us",
                    sent,
                    failed,
                    cpu,
                    compilers,
                    p50,
                    p99);
        }
    }

    /// Sends messages in closed loop to any hub.
    private void warmUp(int messages) {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    for (int j = 0; j < messages / CALLERS; j++) {
                        Conversation some =
                                conversations.get(
                                        ThreadLocalRandom.current().nextInt(CONVERSATIONS));
                        send(any(some), some);
                    }
                });
            }
        }
    }

    private static Answer send(HubClient to, Conversation conversation) {
        String body =
                """
                {"requestId":"%s","requestPayload":{"conversationId":"%s"},"response":{"text":"%s"}}\
                """
                        .formatted(UUID.randomUUID(), conversation.name(), TEXT);
        return to.post("/webhook/netomi", body, LiveHub.proof(body));
    }

    private Round round(int rate, int seconds, Function<Conversation, HubClient> route) {
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> failed = new ConcurrentLinkedQueue<>();
        int messages = rate * seconds;
        Used before = used();
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < messages; i++) {
                long due = begin + i * 1_000_000_000L / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                Conversation conversation = conversations.get(i % CONVERSATIONS);
                HubClient to = route.apply(conversation);
                callers.execute(() -> {
                    Answer answer = send(to, conversation);
                    took.add((System.nanoTime() - due) / 1_000);
                    if (answer.status() != 200) {
                        failed.add(answer.status());
                    }
                });
            }
        }
        Used used = used().minus(before);
        List<Long> sorted = took.stream().sorted().toList();
        return new Round(
                messages,
                failed.size(),
                used.hubs().toNanos() / 1e3 / messages,
                used.compilers().toNanos() / 1e3 / messages,
                sorted.get(messages / 2),
                sorted.get(messages * 99 / 100));
    }

    private record Used(Duration hubs, Duration compilers) {
        Used minus(Used before) {
            return new Used(hubs.minus(before.hubs), compilers.minus(before.compilers));
        }
    }

    private Used used() {
        Duration all = Duration.ZERO;
        Duration compilers = Duration.ZERO;
        for (HubProcess process : hub.processes()) {
            all =
                    all.plus(
                            ProcessHandle.of(process.pid())
                                    .flatMap(it -> it.info().totalCpuDuration())
                                    .orElseThrow());
            compilers = compilers.plus(compilers(process));
        }
        return new Used(all.minus(compilers), compilers);
    }

    private static Duration compilers(HubProcess process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.map(SharingCost::read)
                    .filter(stat -> stat.contains(" CompilerThre)"))
                    .map(SharingCost::ticks)
                    .reduce(Duration.ZERO, Duration::plus);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException _) {
            return ""; // it ended
        }
    }

    /// @param stat of a thread, whose times are in hundredths of a second
    private static Duration ticks(String stat) {
        String[] behindTheName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis(
                10 * (Long.parseLong(behindTheName[11]) + Long.parseLong(behindTheName[12])));
    }

    @Override
    public void close() {
        hub.close();
        server.shutdownNow();
    }
}
