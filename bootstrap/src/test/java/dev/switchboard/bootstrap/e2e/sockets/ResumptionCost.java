package dev.switchboard.bootstrap.e2e.sockets;

import dev.switchboard.bootstrap.e2e.HubProgram;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/// The time until the pages of a killed hub are at the other one of two that share a store, which
/// has as many of its own. Each page has a conversation of its own, notices that its connection is
/// gone, and tries again until the hub has welcomed it back, with pauses of a stock client.
///
/// This is not a test: its `main` takes the number of pages, and tells what each asked the store
/// for.
public final class ResumptionCost {

    private static final Map<String, String> CROWDS =
            Map.of("SWITCHBOARD_SOCKETS_HANDSHAKES_PER_MINUTE", "1000000");
    private static final int AT_ONCE = 32;
    private static final double A_FEW = 0.1;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private ResumptionCost() {}

    /// A page that stays itself wherever it comes to.
    private record Returning(Map<String, String> auth, WirePage page) {

        static Returning at(LiveHub hub, URI first) {
            Map<String, String> auth = new HashMap<>(hub.begin(LiveHub.fresh("resumes")));
            WirePage page = welcomed(first, auth);
            auth.put("pid", page.pid());
            return new Returning(auth, page);
        }

        /// @return nanoseconds from the kill until it was welcomed
        long goTo(URI other, Future<Long> killed) {
            page.awaitEnd();
            WirePage again = welcomed(other, auth);
            long now = System.nanoTime();
            again.close();
            return now - killed.resultNow();
        }

        /// A page tries until a hub welcomes it.
        private static WirePage welcomed(URI hub, Map<String, String> auth) {
            while (true) {
                try {
                    return WirePage.at(hub, auth);
                } catch (CompletionException _) {
                    long pause = PAUSE.toNanos();
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause));
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>(CROWDS);
        CountedStore store = new CountedStore();
        try (SharedServers servers = new SharedServers(store.backend());
                ExecutorService few = Executors.newFixedThreadPool(AT_ONCE);
                ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            settings.putAll(servers.settings());
            LiveHub hub =
                    LiveHub.withTwin(
                            Files.createTempDirectory("hub-1"),
                            Files.createTempDirectory("hub-2"),
                            settings,
                            HubProgram.lasting());
            URI first = hub.process().url();
            URI other = hub.twin().orElseThrow().url();
            int number = Integer.parseInt(args[0]);
            List<Returning> there = results(opened(number, few, hub, other));
            List<Returning> pages = results(opened(number, few, hub, first));
            CompletableFuture<Long> killed = new CompletableFuture<>();
            List<Future<Long>> back =
                    pages.stream()
                            .map(page -> many.submit(() -> page.goTo(other, killed)))
                            .toList();
            Map<CountedStore.Kind, Integer> before = store.commands();
            killed.complete(System.nanoTime());
            hub.process().kill();
            long[] sorted =
                    results(back).stream().mapToLong(nanos -> nanos / 1_000_000).sorted().toArray();
            System.out.printf(
                    "%d pages: half after %d ms, 99 of 100 after %d ms, all after %d ms%n",
                    sorted.length,
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100],
                    sorted[sorted.length - 1]);
            store.commands()
                    .forEach((kind, times) -> {
                        double each =
                                (double) (times - before.getOrDefault(kind, 0)) / sorted.length;
                        if (each >= A_FEW) {
                            System.out.printf("%s: %.1f for each page%n", kind, each);
                        }
                    });
            there.forEach(page -> page.page().close());
            hub.close();
        }
    }

    private static List<Future<Returning>> opened(
            int number, ExecutorService threads, LiveHub hub, URI at) {
        return IntStream.range(0, number)
                .mapToObj(_ -> threads.submit(() -> Returning.at(hub, at)))
                .toList();
    }

    private static <T> List<T> results(List<Future<T>> all) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> one : all) {
            results.add(one.get());
        }
        return results;
    }
}
