package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Subscriptions.Watcher;
import dev.switchboard.adapter.in.socket.identity.FakeStanding;
import dev.switchboard.adapter.in.socket.identity.OpenProofs;
import dev.switchboard.adapter.in.socket.presence.Board;
import dev.switchboard.adapter.in.socket.presence.Boards;
import dev.switchboard.adapter.in.socket.presence.FakePresence;
import dev.switchboard.adapter.in.socket.presence.Topic;
import dev.switchboard.adapter.in.socket.presence.WatchAccess;
import dev.switchboard.domain.presence.Viewer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Subscriptions come and go while everything changes, in many threads.
class RaceTest {

    private static final int MEMBERS = 20;
    private static final int CHANGES = 2_000;
    private static final int WATCHERS = 12;
    private static final long GROUP = 100;
    private static final String AGAIN =
            "{\"type\":\"subscribe\",\"path\":\"/org/12345/group/100/presence\",\"after\":%d}";

    private final FakePresence presence = new FakePresence();

    /// The state that a client builds from its frames.
    private static final class Picture {
        private final Map<Long, Long> versions = new HashMap<>();
        private long seq;
        private boolean begun;

        void take(String text) {
            JsonNode frame = JsonMapper.shared().readTree(text);
            if (!frame.path("type").asString().equals("response")) {
                return;
            }
            boolean begins = frame.has("snapshot") || frame.has("resumed");
            assertThat(begun || begins).as("a snapshot comes first: %s", text).isTrue();
            begun = true;
            assertThat(frame.path("seq").asLong())
                    .as("no frame comes before a later one")
                    .isGreaterThanOrEqualTo(seq);
            seq = frame.path("seq").asLong();
            for (JsonNode item : frame.path("data")) {
                long version = item.path("version").asLong();
                versions.merge(
                        item.path("userId").asLong(),
                        version,
                        (before, now) -> {
                            assertThat(now).as("order reversed").isGreaterThanOrEqualTo(before);
                            return now;
                        });
            }
        }
    }

    @RepeatedTest(5)
    void neverLosesNorReversesAnything() throws Exception {
        presence.withGroup(GROUP, LongStream.rangeClosed(1, MEMBERS).toArray());
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService threads = Executors.newFixedThreadPool(WATCHERS + 2)) {
            CtiMetrics metrics = new CtiMetrics(new SimpleMeterRegistry());
            Boards boards =
                    new Boards(
                            presence,
                            new Board.Tools(
                                    (_, task) -> workers.execute(task),
                                    workers,
                                    System::nanoTime,
                                    metrics));
            Connections connections =
                    new Connections(
                            Phones.settings(
                                    Map.of(
                                            "switchboard.cti.max-connections-per-user", "100",
                                            "switchboard.cti.frame-rate", "1000000")),
                            new Identification(
                                    new OpenProofs(Phones::proven, new FakeStanding()),
                                    java.time.Clock.systemUTC()),
                            new WatchAccess(presence, boards, 1_000),
                            metrics,
                            System::nanoTime);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<?>> changing = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int from = i;
                changing.add(threads.submit(() -> change(start, from)));
            }
            List<Client> clients = new ArrayList<>();
            List<Future<?>> watching = new ArrayList<>();
            for (int i = 0; i < WATCHERS; i++) {
                Client client = new Client(connections, i);
                clients.add(client);
                watching.add(threads.submit(() -> client.comeAndGo(start)));
            }

            start.countDown();
            for (Future<?> one : changing) {
                one.get();
            }
            for (Future<?> one : watching) {
                one.get();
            }

            for (Client client : clients) {
                client.awaitEverything();
            }
        }
    }

    private Void change(CountDownLatch start, int seed) throws InterruptedException {
        start.await();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CHANGES; i++) {
            presence.calls(1 + random.nextInt(MEMBERS), i % 2 == 0 ? "RINGING" : "ANSWERED", "");
        }
        return null;
    }

    private final class Client {
        private final FakeSession line = new FakeSession();
        private final CtiHandler handler;
        private final SplittableRandom random;
        private final Picture picture = new Picture();

        private Client(Connections connections, int seed) {
            handler = new CtiHandler(CtiEndpoint.EVENTS, connections);
            random = new SplittableRandom(seed);
        }

        private void says(String text) {
            handler.handleMessage(line, new org.springframework.web.socket.TextMessage(text));
        }

        private Void comeAndGo(CountDownLatch start) throws InterruptedException {
            handler.afterConnectionEstablished(line);
            says(
                    """
                    {"type":"auth","accessToken":"AGENT@12345:9+99999999999999",
                     "client":{"name":"CTI 2.0","version":"1"}}\
                    """);
            start.await();
            for (int i = 0; i < 50; i++) {
                read();
                line.stall(random.nextInt(3) == 0);
                says(AGAIN.formatted(picture.seq));
                line.stall(false); // or the next request would wait
                if (random.nextInt(5) == 0) {
                    says(
                            """
                            {"type":"unsubscribe","path":"/org/12345/group/100/presence"}\
                            """);
                    read();
                    says(AGAIN.formatted(picture.seq));
                }
            }
            return null;
        }

        private void read() {
            line.frames().forEach(picture::take);
        }

        private void awaitEverything() {
            Map<Long, Long> wanted = presence.versions();
            long end = System.nanoTime() + 20_000_000_000L;
            while (!picture.versions.equals(wanted) && System.nanoTime() < end) {
                read();
                Thread.onSpinWait();
            }
            assertThat(line.closed()).isNull();
            assertThat(picture.versions).isEqualTo(wanted);
        }
    }

    @RepeatedTest(20)
    void leavesNothingBehindWhenAConnectionEndsWhileItSubscribes() throws Exception {
        presence.with(1);
        CtiMetrics metrics = new CtiMetrics(new SimpleMeterRegistry());
        FrameOutbox outbox = new FrameOutbox(new FrameOutbox.Limits(10, 1000));
        Subscriptions subscriptions = new Subscriptions(presence, metrics, 10);
        Boards boards =
                new Boards(
                        presence,
                        new Board.Tools(
                                (_, task) -> task.run(), Runnable::run, System::nanoTime, metrics));
        Viewer viewer = new Viewer(FakePresence.ORG, 1, true, false);
        outbox.writeFor(viewer);
        Connections house =
                new Phones().connections; // only lends the connection what it never uses here
        CtiConnection connection =
                new CtiConnection(
                        house, CtiEndpoint.EVENTS, null, new FakeSession(), outbox, subscriptions);
        Watcher watcher = new Watcher(connection, outbox, viewer, boards.enter(FakePresence.ORG));
        Topic topic = new Topic(Topic.Kind.USER, FakePresence.ORG, 1);

        Thread ending = Thread.ofVirtual().start(() -> subscriptions.end(watcher));
        subscriptions.subscribe(watcher, topic, null);
        ending.join();
        subscriptions.end(watcher);

        assertThat(subscriptions.all()).isEmpty();
        assertThat(watcher.board().isIdle()).isTrue();
    }
}
