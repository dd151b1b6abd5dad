package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import dev.switchboard.domain.session.Offered;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Long polling: several packets in one body, one poll at a time, closing.
class PollingTest {

    private final Scripted scripted = new Scripted();
    private EngineFixture engine = EngineFixture.echoing();
    private PollingClient client;
    private EngineSocket socket;

    @BeforeEach
    void open() {
        client = engine.poll();
        socket = engine.recorder.socket(client.sid());
    }

    @AfterEach
    void stop() {
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    @Test
    void answersAWaitingGetAsSoonAsThereIsData() {
        CompletableFuture<HttpResponse<String>> waiting = client.getLater();

        socket.offer(EngineMessage.text("news"), Urgency.EVENT);

        assertThat(waiting.join().body()).isEqualTo("4news");
    }

    @Test
    void answersWithAtMostMaxPayload() {
        restart(EngineFixture.limits(20, 9, 9, 512, 1 << 20));
        for (String text : new String[] {"aaaaaaa", "bbbbbbb", "ccccccc"}) {
            socket.offer(EngineMessage.text(text), Urgency.EVENT);
        }

        assertThat(client.get().body()).isEqualTo("4aaaaaaa\u001e4bbbbbbb");
        assertThat(client.get().body()).isEqualTo("4ccccccc");
    }

    @Test
    void answersAPostOnlyWhenAllOfItIsTaken() {
        restart(scripted);
        CompletableFuture<HttpResponse<String>> posted =
                engine.meanwhile(() -> client.post("4a\u001e4b"));

        await().until(() -> scripted.waiting() == 1);
        assertThat(engine.recorder.texts()).containsExactly("a");
        assertThat(posted).isNotDone();
        scripted.takeOne();
        await().until(() -> scripted.waiting() == 1);
        assertThat(posted).isNotDone();
        scripted.takeOne();

        assertThat(posted.join().body()).isEqualTo("ok");
        assertThat(engine.recorder.texts()).containsExactly("a", "b");
    }

    @Test
    void endsTheSessionWithASecondPost() {
        restart(scripted);
        CompletableFuture<HttpResponse<String>> posted = engine.meanwhile(() -> client.post("4a"));
        await().until(() -> scripted.waiting() == 1);

        HttpResponse<String> second = client.post("4b");
        scripted.takeOne();

        assertThat(second.statusCode()).isEqualTo(400);
        assertThat(second.body()).contains("\"code\":3");
        posted.join();
        assertThat(engine.recorder.closed(client.sid())).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void endsTheSessionWithABinaryBody() {
        HttpResponse<String> answer =
                engine.send(
                        engine.request(client.query())
                                .header("Content-Type", "application/octet-stream")
                                .POST(BodyPublishers.ofString("4a"))
                                .build());

        assertThat(answer.body()).contains("\"code\":3");
        assertThat(engine.recorder.closed(client.sid())).isEqualTo(CloseReason.PROTOCOL);
        assertThat(client.get().body()).contains("\"code\":1");
    }

    @Test
    void endsTheSessionWithABodyOverTheLimit() {
        HttpResponse<String> answer = client.post("4" + "x".repeat(1_000_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEmpty();
        assertThat(engine.recorder.closed(client.sid())).isEqualTo(CloseReason.TOO_LARGE);
        assertThat(client.get().statusCode()).isEqualTo(400);
    }

    @Test
    void takesABodyAtTheLimit() {
        assertThat(client.post("4" + "x".repeat(999_999)).body()).isEqualTo("ok");
        assertThat(client.get().body()).hasSize(1_000_000);
    }

    @Test
    void endsTheSessionWithTenThousandPackets() {
        assertThat(client.post("3\u001e".repeat(10_000) + "3").statusCode()).isEqualTo(400);
        assertThat(engine.recorder.closed(client.sid())).isEqualTo(CloseReason.PROTOCOL);
    }

    @Test
    void endsTheSessionWithAPingOfTheClient() {
        assertThat(client.post("2").statusCode()).isEqualTo(400);
        assertThat(client.get().statusCode()).isEqualTo(400);
    }

    @Test
    void ignoresPacketsThatMeanNothingHere() {
        assertThat(client.post("0{}\u001e5\u001e6\u001e4a").body()).isEqualTo("ok");
        assertThat(client.get().body()).isEqualTo("4a");
    }

    @Test
    void endsTheSessionWhenTheClientHangsUp() throws Exception {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send("GET /engine.io/?" + client.query() + " HTTP/1.1\r\nHost: x\r\n\r\n");
        }

        await().until(() -> engine.recorder.closed(client.sid()) == CloseReason.TRANSPORT);
        assertThat(engine.engine().sessions()).isZero();
    }

    @Test
    void servesTheNextRequestOfAConnectionWhoseGetWaits() throws Exception {
        String get = "GET /engine.io/?" + client.query() + " HTTP/1.1\r\nHost: x\r\n\r\n";
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send(get);
            raw.send("GET /engine.io/?EIO=3&transport=polling HTTP/1.1\r\nHost: x\r\n\r\n");
            socket.offer(EngineMessage.text("first"), Urgency.EVENT);

            assertThat(raw.until("4first")).contains(" 200 ");
            assertThat(raw.until("version\"}")).contains(" 400 ");
        }
    }

    @Test
    void tellsThatItClosesAConnectionWhoseBodyHasNotCome() throws Exception {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send(post("gone", 2));

            assertThat(raw.until("\r\n\r\n")).contains(" 400 ").contains("Connection: close\r\n");
        }
    }

    @Test
    void servesTheNextRequestOfAConnectionWhoseBodyWasRefused() throws Exception {
        try (RawClient raw = new RawClient(engine.port())) {
            raw.send(post("gone", 2) + "4a" + post("gone", 2) + "4b");

            assertThat(raw.until("}") + raw.until("}"))
                    .doesNotContain("Connection: close")
                    .containsPattern("(?s) 400 .* 400 ");
        }
    }

    private static String post(String sid, int length) {
        return "POST /engine.io/?EIO=4&transport=polling&sid=%s HTTP/1.1\r\n".formatted(sid)
                + "Host: x\r\nContent-Length: %d\r\n\r\n".formatted(length);
    }

    @Test
    void sendsWhatIsLeftBeforeItEndsASession() {
        socket.offer(EngineMessage.text("last words"), Urgency.EVENT);
        socket.close(CloseReason.SERVER);

        assertThat(client.get().body()).isEqualTo("4last words\u001e1");
        assertThat(client.get().statusCode()).isEqualTo(400);
        assertThat(socket.offer(EngineMessage.text("x"), Urgency.EVENT)).isEqualTo(Offered.CLOSED);
    }

    @Test
    void endsOnlyTheSessionWhoseReceiverFails() {
        restart(opened -> new FailingReceiver());
        PollingClient other = engine.poll();

        assertThat(client.post("4a").body()).isEqualTo("ok");
        assertThat(engine.recorder.closed(client.sid())).isEqualTo(CloseReason.SERVER);
        assertThat(engine.recorder.closed(other.sid())).isNull();
    }

    private static final class FailingReceiver implements EngineReceiver {
        @Override
        public CompletionStage<?> text(String message) {
            throw new IllegalStateException("a bug above");
        }

        @Override
        public CompletionStage<?> binary(ByteBuffer message) {
            return text("");
        }

        @Override
        public void drained() {}

        @Override
        public void closed(CloseReason reason) {}
    }

    @Test
    void tellsWhenThereIsRoomAgain() {
        engine.close();
        engine =
                new EngineFixture(
                        EngineFixture.settings(EngineFixture.limits(99, 9, 9, 2, 1 << 20)),
                        scripted);
        open();
        socket.offer(EngineMessage.text("a"), Urgency.EVENT);
        socket.offer(EngineMessage.text("b"), Urgency.EVENT);

        Offered third = socket.offer(EngineMessage.text("c"), Urgency.EVENT);
        client.get();

        assertThat(third).isEqualTo(Offered.FULL);
        await().until(() -> scripted.drained() == 1);
    }

    private void restart(EngineSettings.Limits limits) {
        engine.close();
        engine = new EngineFixture(EngineFixture.settings(limits));
        open();
    }

    private void restart(EngineListener listener) {
        engine.close();
        engine = new EngineFixture(EngineFixture.settings(), listener);
        open();
    }
}
