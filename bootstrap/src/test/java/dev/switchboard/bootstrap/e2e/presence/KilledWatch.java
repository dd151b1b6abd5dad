package dev.switchboard.bootstrap.e2e.presence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Users whose presence is reported without a pause, and two watchers of them, when the hub is
/// killed. One watcher has read all events up to the kill, the other one none since it came.
public final class KilledWatch implements AutoCloseable {

    private static final int GROUP = 100;
    private static final long USERS = 8;

    /// A member of the group without reports meanwhile.
    private static final long IDLE = 9;

    private final LiveHub hub;
    private final Office office;
    private final List<Reporter> reporters;
    private final Watcher attentive;
    private final Watcher absent;
    private int kills;

    public KilledWatch(LiveHub hub) {
        this.hub = hub;
        this.office = Office.at(hub);
        office.hasGroup(GROUP, 1, IDLE);
        this.reporters =
                LongStream.rangeClosed(1, USERS)
                        .mapToObj(user -> new Reporter(office, user))
                        .toList();
        this.attentive = new Watcher(office);
        this.absent = new Watcher(office);
    }

    /// Reports one user again and again, each time with the next number in the name of the state,
    /// until the hub dies. It repeats a report that the hub could not store in time.
    private static final class Reporter implements Runnable {

        private final Office office;
        private final long user;
        private volatile CountDownLatch underWay = new CountDownLatch(0);

        // used by its own thread, and read when that has ended
        private long acknowledged;

        private Reporter(Office office, long user) {
            this.office = office;
            this.user = user;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    if (report(acknowledged + 1)) {
                        acknowledged++;
                        underWay.countDown();
                    }
                }
            } catch (UncheckedIOException _) {
                // the hub has died
            }
        }

        private boolean report(long number) {
            Answer answer = office.reports(user, number);
            assertThat(answer.status()).as(answer.body()).isIn(200, 503);
            return answer.status() == 200;
        }
    }

    /// A watcher of the group who is cut off and comes back with the last `seq`.
    private static final class Watcher {

        private final TreeMap<Long, JsonNode> known = new TreeMap<>();
        private long seq;
        private Softphone phone;

        private Watcher(Office office) {
            this.phone = office.phone("AGENT", 50).watches(office.groupPath(GROUP));
            take(hears());
            assertThat(known).hasSize((int) IDLE);
        }

        /// @param whether the events up to the cut count as read
        private void cutOff(boolean whether) {
            phone.awaitEnd();
            if (whether) {
                phone.heardSoFar().stream().filter(KilledWatch::isOfThePath).forEach(this::take);
            }
        }

        private void resume(Office office) {
            phone = signedIn(office).watches(office.groupPath(GROUP), seq);
            JsonNode frame = hears();
            assertThat(frame.path("resumed").asBoolean()).as(frame.toString()).isTrue();
            take(frame);
        }

        /// A hub that only just started may be too slow to hear a client in time, who then comes
        /// again.
        private static Softphone signedIn(Office office) {
            String token = office.token("AGENT", 50);
            for (int i = 0; i < 5; i++) {
                Softphone phone = office.phoneOf(token);
                if (!phone.hearsText().contains("AUTH_TIMEOUT")) {
                    return phone;
                }
                phone.awaitEnd();
            }
            throw new AssertionError("the hub hears no token in time");
        }

        private JsonNode hears() {
            return Stream.generate(phone::hears)
                    .filter(KilledWatch::isOfThePath)
                    .findFirst()
                    .orElseThrow();
        }

        private void take(JsonNode frame) {
            assertThat(frame.path("seq").asLong()).isGreaterThanOrEqualTo(seq);
            seq = frame.path("seq").asLong();
            for (JsonNode item : frame.path("data")) {
                JsonNode before = known.put(item.path("userId").asLong(), item);
                assertThat(item.path("version").asLong())
                        .isGreaterThan(before == null ? 0 : before.path("version").asLong());
            }
        }

        private JsonNode stateOf(long user) {
            JsonNode state = known.get(user);
            return requireNonNull(state, "nothing is known of " + user);
        }

        private long numberOf(long user) {
            return Long.parseLong(stateOf(user).path("availability").asString());
        }
    }

    /// Heartbeats come in between.
    private static boolean isOfThePath(JsonNode frame) {
        return !frame.path("type").asString("").equals("tick");
    }

    /// Kills the hub while reports are under way.
    ///
    /// @param reports the number of them that it acknowledges first
    public void kill(int reports) {
        CountDownLatch underWay = new CountDownLatch(reports);
        reporters.forEach(reporter -> reporter.underWay = underWay);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running =
                    reporters.stream()
                            .map(one -> CompletableFuture.runAsync(one, workers))
                            .toList();
            boolean done = underWay.await(5, TimeUnit.MINUTES);
            hub.process().kill();
            running.forEach(CompletableFuture::join);
            assertThat(done).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reports come", e);
        }
        kills++;
        attentive.cutOff(true);
        absent.cutOff(false);
    }

    /// Takes the watchers back, who then know what was acknowledged.
    public void resume() {
        attentive.resume(office);
        absent.resume(office);

        assertThat(attentive.known).isEqualTo(absent.known);
        for (Reporter reporter : reporters) {
            assertThat(attentive.numberOf(reporter.user))
                    .as("the last acknowledged, or the one on its way; kill %d", kills)
                    .isBetween(reporter.acknowledged, reporter.acknowledged + 1);
            reporter.acknowledged = attentive.numberOf(reporter.user);
        }
    }

    /// The next change has the next numbers.
    void goesOn() {
        long last = attentive.seq;
        long version = attentive.stateOf(IDLE).path("version").asLong();

        office.calls(IDLE, "BRIDGED");

        JsonNode next = attentive.hears();
        assertThat(next.path("seq").asLong()).isEqualTo(last + 1);
        assertThat(next.at("/data/0/version").asLong()).isEqualTo(version + 1);
    }

    /// The number of acknowledged reports.
    public long acknowledged() {
        return reporters.stream().mapToLong(reporter -> reporter.acknowledged).sum();
    }

    @Override
    public void close() {
        attentive.phone.close();
        absent.phone.close();
    }
}
