package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.out.persistence.mongo.IndexedBackend;
import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The time from a report of a user's presence until a watcher hears of it, at the hub that got the
/// report and at the other one of two that share a store. Reports are for several organisations,
/// whose one writer may be at either hub.
///
/// This is not a test: its `main` takes the number of reports to warm up with, of those that are
/// measured, and of reports a second.
public final class WatchCost {

    private static final int GROUP = 100;
    private static final int USER = 1;
    private static final int ORGANISATIONS = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final ExecutorService LISTENERS = Executors.newVirtualThreadPerTaskExecutor();

    private WatchCost() {}

    /// An organisation with a watcher at each hub, and the one who reports.
    private record Watched(Office office, HubClient reporter, List<Softphone> watchers) {

        static Watched at(LiveHub hub) {
            Office office = Office.at(hub);
            office.hasGroup(GROUP, USER, USER);
            String token = office.token("AGENT", 50);
            List<Softphone> watchers =
                    hub.processes().stream()
                            .map(process -> watcher(process, office, token))
                            .toList();
            HubClient reporter =
                    HubClient.strangerAt(hub.process().url())
                            .withToken(office.token("SERVICE", 60));
            return new Watched(office, reporter, watchers);
        }

        private static Softphone watcher(HubProcess at, Office office, String token) {
            Softphone phone = Softphone.at(at, Softphone.EVENTS).signsIn(token);
            phone.watches(office.groupPath(GROUP));
            phone.hears();
            return phone;
        }

        /// @return nanoseconds until each of the watchers heard of it, in the order of the hubs
        List<Long> report(int number) {
            String state = "n" + number;
            List<CompletableFuture<Long>> heard =
                    watchers.stream()
                            .map(phone ->
                                    CompletableFuture.supplyAsync(
                                            () -> heard(phone, state), LISTENERS))
                            .toList();
            long began = System.nanoTime();
            Answer answer =
                    reporter.put(
                            office.under("/user/" + USER + "/presence"),
                            """
                            {"userId":%d,"presence":"RINGING","availability":"%s","availabilityStateId":1,\
                            "availabilityProfileId":1}\
                            """
                                    .formatted(USER, state));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return heard.stream().map(at -> at.join() - began).toList();
        }

        private static long heard(Softphone phone, String state) {
            while (!phone.hearsText().contains("\"" + state + "\"")) {
                // an earlier one
            }
            return System.nanoTime();
        }
    }

    public static void main(String[] args) throws IOException {
        try (SharedServers servers = new SharedServers(new IndexedBackend())) {
            LiveHub hub =
                    LiveHub.withTwin(
                            Files.createTempDirectory("hub-1"),
                            Files.createTempDirectory("hub-2"),
                            servers.settings());
            List<Watched> all =
                    Stream.generate(() -> Watched.at(hub)).limit(ORGANISATIONS).toList();
            int warming = Integer.parseInt(args[0]);
            int measured = Integer.parseInt(args[1]);
            long pause = NANOS_PER_SECOND / Integer.parseInt(args[2]);
            List<List<Long>> reports = new ArrayList<>();
            for (int i = 0; i < warming + measured; i++) {
                LockSupport.parkNanos(pause);
                List<Long> nanos = all.get(i % ORGANISATIONS).report(i);
                if (i >= warming) {
                    reports.add(nanos);
                }
            }
            for (int at = 0; at < hub.processes().size(); at++) {
                int place = at;
                long[] micros =
                        reports.stream().mapToLong(one -> one.get(place) / 1000).sorted().toArray();
                System.out.printf(
                        "%s: half within %d us, 99 of 100 within %d us, all within %d us%n",
                        at == 0 ? "at the hub that was told" : "at the other hub",
                        micros[measured / 2],
                        micros[measured * 99 / 100],
                        micros[measured - 1]);
            }
            hub.close();
        }
    }
}
