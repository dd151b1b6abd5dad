package dev.switchboard.bootstrap.e2e.live;

import de.bwaldvogel.mongo.MongoServer;
import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
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
import java.util.concurrent.locks.LockSupport;

/// The cost of a call that goes to the owner through another hub: answers of the bot at a fixed
/// rate, to the hub that owns the conversations and to its twin in turn. CPU is that of both hubs
/// together; beats and other work of their own are in both figures.
///
/// The stand-in for the database carries few messages a second, too few for the compilers. So
/// repeats of messages warm both ways up, which are only read there, in closed loop.
///
/// This is not a test: its `main` takes messages a second, the repeats to warm up with, the seconds
/// of a round, and the number of rounds.
public final class HopCost {

    /// As in production: all compilers, and no assertions.
    private static final String[] LASTING = {"-XX:TieredStopAtLevel=4", "-da:dev.switchboard..."};

    private static final int CONVERSATIONS = 20;
    private static final int CALLERS = 8;
    private static final String TEXT = "Lorem ipsum 0123456789 dolor. ".repeat(20);

    private final int rate;
    private final LiveHub hub;
    private final List<String> conversations;

    private HopCost(int rate, LiveHub hub) {
        this.rate = rate;
        this.hub = hub;
        this.conversations = new ArrayList<>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            conversations.add(hub.ownName("hop"));
        }
    }

    public static void main(String[] args) throws Exception {
        int repeats = Integer.parseInt(args[1]);
        int seconds = Integer.parseInt(args[2]);
        MongoServer server = new MongoServer(new IndexedBackend());
        String uri = "mongodb://127.0.0.1:" + server.bind().getPort() + "/hop";
        Path directory = Files.createTempDirectory("hop-one");
        Path second = Files.createTempDirectory("hop-two");
        try (LiveHub hub =
                LiveHub.withTwin(
                        directory, second, Map.of("SWITCHBOARD_MONGODB_URI", uri), LASTING)) {
            HopCost cost = new HopCost(Integer.parseInt(args[0]), hub);
            HubClient owner = HubClient.strangerAt(hub.process().url());
            HubClient twin = HubClient.strangerAt(hub.twin().orElseThrow().url());
            for (int i = 0; i < Integer.parseInt(args[3]); i++) {
                System.out.println("repeats at the owner: " + cost.repeated(owner, repeats));
                System.out.println("repeats at the twin:  " + cost.repeated(twin, repeats));
                System.out.println("owner " + cost.round(owner, seconds));
                System.out.println("twin  " + cost.round(twin, seconds));
            }
        } finally {
            server.shutdownNow();
        }
    }

    private record Round(int sent, int failed, double cpu, long median, long worst) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "sent %d failed %d: %.0f us of CPU, p50 %d us, p99 %d us",
                    sent,
                    failed,
                    cpu,
                    median,
                    worst);
        }
    }

    /// Sends one message for each caller again and again.
    ///
    /// @return the CPU for each repeat, in microseconds
    private long repeated(HubClient at, int repeats) {
        Duration before = cpu();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                String body = body(conversations.get(i));
                callers.execute(() -> {
                    for (int j = 0; j < repeats / CALLERS; j++) {
                        at.post("/webhook/netomi", body, LiveHub.proof(body));
                    }
                });
            }
        }
        return cpu().minus(before).toNanos() / 1_000 / repeats;
    }

    private Round round(HubClient at, int seconds) {
        ConcurrentLinkedQueue<Long> took = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Integer> failed = new ConcurrentLinkedQueue<>();
        int messages = rate * seconds;
        Duration before = cpu();
        long begin = System.nanoTime();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < messages; i++) {
                long due = begin + i * 1_000_000_000L / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                String body = body(conversations.get(i % CONVERSATIONS));
                callers.execute(() -> {
                    Answer answer = at.post("/webhook/netomi", body, LiveHub.proof(body));
                    took.add((System.nanoTime() - due) / 1_000);
                    if (answer.status() != 200) {
                        failed.add(answer.status());
                    }
                });
            }
        }
        double micros = cpu().minus(before).toNanos() / 1e3 / messages;
        List<Long> sorted = took.stream().sorted().toList();
        return new Round(
                messages,
                failed.size(),
                micros,
                sorted.get(messages / 2),
                sorted.get(messages * 99 / 100));
    }

    private static String body(String conversation) {
        return """
        {"requestId":"%s","requestPayload":{"conversationId":"%s"},"response":{"text":"%s"}}\
        """
                .formatted(UUID.randomUUID(), conversation, TEXT);
    }

    private Duration cpu() {
        return cpu(hub.process()).plus(cpu(hub.twin().orElseThrow()));
    }

    private static Duration cpu(HubProcess process) {
        return ProcessHandle.of(process.pid())
                .flatMap(it -> it.info().totalCpuDuration())
                .orElseThrow();
    }
}
