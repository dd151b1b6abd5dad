package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.domain.session.Offered;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that read slowly, or not at all (promise D17).
class SlowReaderTest {

    private static final EngineMessage BULKY = EngineMessage.text("x".repeat(10_000));

    private final EngineFixture engine = EngineFixture.echoing();

    @AfterEach
    void stop() {
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    @Test
    void isRefusedMoreThanTheLimit() throws IOException {
        try (RawClient stalled = RawClient.webSocket(engine)) {
            EngineSocket socket = socketOf(stalled);

            assertThat(fill(socket)).isLessThan(10_000);
        }
    }

    @Test
    void isClosedAfterAWhile() throws IOException {
        try (RawClient stalled = RawClient.webSocket(engine)) {
            EngineSocket socket = socketOf(stalled);
            fill(socket);

            await().until(() -> {
                engine.pass(Duration.ofSeconds(3));
                return engine.tally.of(CloseReason.SLOW) == 1;
            });
            assertThat(socket.offer(BULKY, Urgency.EVENT)).isEqualTo(Offered.CLOSED);
        }
        assertThat(engine.engine().sessions()).isZero();
    }

    @Test
    void mayTakeItsTimeAsLongAsItTakesSomething() throws IOException {
        try (RawClient slow = RawClient.webSocket(engine)) {
            EngineSocket socket = socketOf(slow);
            int queued = fill(socket);

            slow.socket().getInputStream().skipNBytes(queued * 10_000L);

            assertThat(engine.recorder.closed(socket.id())).isNull();
        }
    }

    @Test
    void doesNotDelayOthers() throws IOException {
        SocketClient quick = engine.connect();
        try (RawClient stalled = RawClient.webSocket(engine)) {
            fill(socketOf(stalled));

            for (int i = 0; i < 100; i++) {
                quick.send("4" + i);
                assertThat(quick.next()).isEqualTo("4" + i);
            }
        }
    }

    @Test
    void isClosedWhenItTakesNoAcks() throws IOException {
        try (RawClient stalled = RawClient.webSocket(engine)) {
            EngineSocket socket = socketOf(stalled);
            fill(socket);

            Offered last = Offered.QUEUED;
            for (int i = 0; i < 10_000 && last == Offered.QUEUED; i++) {
                last = socket.offer(BULKY, Urgency.FIRST);
            }

            assertThat(last).isEqualTo(Offered.CLOSED);
            assertThat(engine.recorder.closed(socket.id())).isEqualTo(CloseReason.SLOW);
        }
    }

    @Test
    void isClosedWhenItNeverPolls() {
        PollingClient client = engine.poll();
        engine.recorder.socket(client.sid()).offer(BULKY, Urgency.EVENT);

        await().until(() -> {
            engine.pass(Duration.ofSeconds(3));
            return engine.recorder.closed(client.sid()) == CloseReason.SLOW;
        });
        assertThat(client.get().statusCode()).isEqualTo(400);
    }

    /// Offers messages until one is refused.
    private static int fill(EngineSocket socket) {
        int queued = 0;
        while (queued < 10_000 && socket.offer(BULKY, Urgency.EVENT) == Offered.QUEUED) {
            queued++;
        }
        return queued;
    }

    private EngineSocket socketOf(RawClient client) throws IOException {
        String open = client.until("}");
        return engine.recorder.socket(open.replaceFirst("(?s).*\"sid\":\"([^\"]+)\".*", "$1"));
    }
}
