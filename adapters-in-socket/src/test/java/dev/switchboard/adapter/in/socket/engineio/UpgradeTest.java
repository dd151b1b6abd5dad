package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.domain.session.Offered;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The upgrade from long polling to WebSocket, and the ways in which it fails.
class UpgradeTest {

    private static final int FLOW = 1_000;

    /// The queue is so short that most of the flow comes after the upgrade.
    private final EngineFixture engine =
            new EngineFixture(
                    EngineFixture.settings(EngineFixture.limits(1_000_000, 9, 9, 100, 1 << 20)));

    private PollingClient client;
    private EngineSocket session;

    @BeforeEach
    void open() {
        client = engine.poll();
        session = engine.recorder.socket(client.sid());
    }

    @AfterEach
    void stop() {
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    @Test
    void losesDoublesAndReordersNothingWhileMessagesFlow() {
        CompletableFuture<Integer> flow = engine.meanwhile(this::flow);
        List<String> received = new ArrayList<>(packets(client.get()));
        SocketClient socket = client.socket();
        CompletableFuture<HttpResponse<String>> last = client.getLater();
        socket.send("2probe");
        assertThat(socket.next()).isEqualTo("3probe");
        received.addAll(packets(last.join()));
        socket.send("5");
        while (received.size() < FLOW) {
            received.add(socket.next());
        }

        assertThat(flow.join()).isEqualTo(FLOW);
        assertThat(received)
                .isEqualTo(IntStream.range(0, FLOW).mapToObj(i -> "4message " + i).toList());
        await().untilAsserted(() -> assertThat(engine.tally.of("upgraded")).isEqualTo(1));
    }

    /// @return how many messages were offered
    private int flow() {
        for (int i = 0; i < FLOW; i++) {
            EngineMessage message = EngineMessage.text("message " + i);
            while (session.offer(message, Urgency.EVENT) != Offered.QUEUED) {
                Thread.onSpinWait();
            }
        }
        return FLOW;
    }

    /// The messages of a payload, without the packet that ends a poll for the upgrade.
    private static List<String> packets(HttpResponse<String> answer) {
        return List.of(answer.body().split("\u001e")).stream().filter(p -> !"6".equals(p)).toList();
    }

    @Test
    void letsPollingGoOnUntilItIsDone() {
        SocketClient socket = client.socket();
        socket.send("2probe");
        socket.next();

        session.offer(EngineMessage.text("by polling"), Urgency.EVENT);
        String polled = client.get().body();
        socket.send("5");
        session.offer(EngineMessage.text("by WebSocket"), Urgency.EVENT);

        assertThat(polled).isEqualTo("4by polling");
        await().untilAsserted(() -> assertThat(engine.tally.of("upgraded")).isEqualTo(1));
        assertThat(socket.next()).isEqualTo("4by WebSocket");
    }

    @Test
    void endsEveryPollOfAClientThatIsAboutToMove() {
        SocketClient socket = client.socket();
        socket.send("2probe");
        socket.next();

        for (int i = 0; i < 3; i++) {
            assertThat(client.get().body()).isEqualTo("6");
        }
    }

    @Test
    void closesOnlyTheWebSocketThatSaysAnythingElse() {
        for (String packet : new String[] {"4hello", "5", "2", "1", "nonsense", ""}) {
            SocketClient socket = client.socket();

            socket.send(packet);

            assertThat(socket.closed()).isEqualTo(1002);
        }
        assertThat(client.post("4hello").body()).isEqualTo("ok");
        assertThat(client.get().body()).isEqualTo("4hello");
    }

    @Test
    void closesOnlyTheWebSocketThatSaysTooMuch() {
        SocketClient socket = client.socket();

        socket.send("4" + "x".repeat(1_000_000));

        assertThat(socket.closed()).isEqualTo(1009);
        assertThat(client.post("4hello").body()).isEqualTo("ok");
    }

    @Test
    void leavesWhatWaitsToPollingWhenAWebSocketIsClosed() {
        session.offer(EngineMessage.text("waiting"), Urgency.EVENT);
        SocketClient candidate = client.socket();
        SocketClient second = client.socket();

        candidate.send("nonsense");

        assertThat(second.closed()).isEqualTo(1000);
        assertThat(candidate.closed()).isEqualTo(1002);
        assertThat(client.get().body()).isEqualTo("4waiting");
    }

    @Test
    void closesOnlyTheWebSocketThatBreaks() throws Exception {
        SocketClient first = client.socket();
        first.send("2probe");
        first.next();
        first.wire().abort();

        await().until(() -> upgrades(client.socket()));
        assertThat(engine.recorder.closed(client.sid())).isNull();
    }

    /// The engine may not have noticed yet that the previous socket is closed.
    private static boolean upgrades(SocketClient socket) {
        try {
            socket.send("2probe");
            socket.next();
            socket.send("5");
            socket.send("4moved");
            return "4moved".equals(socket.next());
        } catch (AssertionError | RuntimeException _) {
            return false;
        }
    }

    @Test
    void closesOnlyTheWebSocketThatTakesTooLong() {
        SocketClient socket = client.socket();

        await().until(() -> {
            engine.pass(Duration.ofSeconds(3));
            return socket.isClosed();
        });

        assertThat(socket.closed()).isEqualTo(1002);
        assertThat(client.post("4hello").body()).isEqualTo("ok");
    }

    @Test
    void closesAnotherCandidate() {
        SocketClient first = client.socket();
        first.send("2probe");
        first.next();

        assertThat(client.socket().closed()).isEqualTo(1000);
        first.send("5");
        first.send("4hello");
        assertThat(first.next()).isEqualTo("4hello");
    }

    @Test
    void endsTheCandidateWithTheSession() {
        SocketClient socket = client.socket();
        socket.send("2probe");
        socket.next();

        client.post("1");

        assertThat(socket.closed()).isEqualTo(1000);
    }

    @Test
    void refusesAWebSocketForNoSession() throws Exception {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send(
                    """
                    GET /engine.io/?EIO=4&transport=websocket&sid=none HTTP/1.1\r
                    Host: x\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                    \r
                    """);

            assertThat(raw.until("unknown\"}")).startsWith("HTTP/1.1 400").contains("\"code\":1");
        }
    }
}
