package dev.switchboard.bootstrap.e2e.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Users whose presence is reported to any of several hubs, and watchers of them at each hub, who
/// may go from one to another with the last `seq` that they saw.
public final class SharedWatch implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int GROUP = 100;
    private static final long USERS = 8;

    private final Office office;
    private final String token;
    private final List<Watcher> watchers;
    private final Duration pause;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Long>> reports;
    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean over;

    /// Begins it.
    ///
    /// @param ofEach watchers of each hub
    /// @param pause of a user between two reports
    public SharedWatch(LiveHub hub, int ofEach, Duration pause) {
        this.office = Office.at(hub);
        this.pause = pause;
        office.hasGroup(GROUP, 1, USERS);
        this.token = office.token("AGENT", 50);
        this.watchers =
                hub.processes().stream()
                        .flatMap(at -> Stream.generate(() -> at).limit(ofEach))
                        .map(Watcher::new)
                        .toList();
        this.reports =
                LongStream.rangeClosed(1, USERS)
                        .mapToObj(
                                user -> CompletableFuture.supplyAsync(() -> report(user), workers))
                        .toList();
    }

    /// Somebody who watches the group at one hub after the other.
    private final class Watcher {

        private final Map<Long, JsonNode> known = new HashMap<>();
        private HubProcess at;
        private Softphone phone;
        private long seq;

        Watcher(HubProcess first) {
            at = first;
            phone = Softphone.at(first, Softphone.EVENTS).signsIn(token);
            phone.watches(office.groupPath(GROUP));
        }

        void goTo(HubProcess other) {
            phone.awaitEnd();
            hear();
            at = other;
            phone = Softphone.at(other, Softphone.EVENTS).signsIn(token);
            phone.watches(office.groupPath(GROUP), seq);
        }

        /// Reads what has come. Versions and the organisation's count never go back.
        void hear() {
            for (JsonNode frame : phone.heardSoFar()) {
                if (frame.has("seq")) {
                    assertThat(frame.path("seq").asLong()).isGreaterThanOrEqualTo(seq);
                    seq = frame.path("seq").asLong();
                    frame.path("data").forEach(this::take);
                } else {
                    refused(frame);
                }
            }
        }

        private void take(JsonNode item) {
            JsonNode before = known.put(item.path("userId").asLong(), item);
            assertThat(item.path("version").asLong())
                    .as("%s after %s", item, before)
                    .isGreaterThanOrEqualTo(before == null ? 0 : before.path("version").asLong());
        }

        /// Nobody has the organisation for a moment; a client tries again.
        private void refused(JsonNode frame) {
            if (frame.path("type").asString("").equals("error")) {
                assertThat(frame.path("code").asString("")).isEqualTo("UNAVAILABLE");
                if (phone.isOpen()) {
                    phone.watches(office.groupPath(GROUP), seq);
                }
            }
        }

        Stream<Long> numbers() {
            return LongStream.rangeClosed(1, USERS)
                    .mapToObj(user ->
                            known.containsKey(user)
                                    ? known.get(user).path("availability").asLong(0)
                                    : -1);
        }
    }

    /// Reports a user again and again, each time with the next number. A report without an answer,
    /// or that is refused for now, is repeated.
    ///
    /// @return the last number
    private long report(long user) {
        long number = 0;
        boolean done = true;
        while (!done || !over) {
            number += done ? 1 : 0;
            done = isDone(user, number);
            if (done) {
                acknowledged.incrementAndGet();
            }
            LockSupport.parkNanos(pause.toNanos());
        }
        return number;
    }

    private boolean isDone(long user, long number) {
        try {
            int status = office.reports(user, number).status();
            assertThat(status).isIn(200, 503);
            return status == 200;
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    /// The number of acknowledged reports.
    public long acknowledged() {
        return acknowledged.get();
    }

    /// Waits until some more reports are acknowledged.
    void awaitReports(int more) {
        long enough = acknowledged.get() + more;
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> acknowledged.get() >= enough);
    }

    /// The watchers of a hub that ends, or has ended, go to another one.
    public void leave(HubProcess ending, HubProcess other) {
        watchers.stream()
                .filter(watcher -> watcher.at.equals(ending))
                .forEach(watcher -> watcher.goTo(other));
    }

    /// Ends the reports, and proves that every watcher sees the last that was acknowledged of each
    /// user.
    public void assertSeen() {
        over = true;
        List<Long> last = reports.stream().map(CompletableFuture::join).toList();
        for (Watcher watcher : watchers) {
            await().atMost(SOON)
                    .untilAsserted(() -> {
                        watcher.hear();
                        assertThat(watcher.numbers()).containsExactlyElementsOf(last);
                    });
        }
        assertThat(watchers)
                .extracting(watcher -> watcher.known)
                .containsOnly(watchers.getFirst().known);
    }

    @Override
    public void close() {
        over = true;
        watchers.forEach(watcher -> watcher.phone.close());
        workers.shutdown();
    }
}
