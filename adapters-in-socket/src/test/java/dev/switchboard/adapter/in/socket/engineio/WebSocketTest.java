package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.adapter.in.socket.engineio.EngineSocket.Urgency;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A client that begins with WebSocket: its frames and its heartbeat.
class WebSocketTest {

    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private EngineFixture engine = EngineFixture.echoing();

    @AfterEach
    void stop() {
        assertThat(engine.recorder.broken()).isEmpty();
        engine.close();
    }

    @Test
    void joinsTheFragmentsOfAMessage() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(TEXT, bytes("4hel"));
            raw.frame(FIN | PING, bytes("between"));
            raw.frame(0, bytes("lo "));
            raw.frame(FIN, bytes("you"));

            assertThat(raw.until("4hello you")).contains("between");
        }
    }

    @Test
    void takesAMessageAtTheLimit() {
        SocketClient client = engine.connect();

        client.send("4" + "x".repeat(999_999));

        assertThat(client.next()).hasSize(1_000_000);
    }

    @Test
    void closesOverTheLimit() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(FIN | TEXT, bytes("4" + "x".repeat(1_000_000)));

            assertThat(raw.closeCode()).isEqualTo(1009);
        }
        assertThat(engine.tally.of(CloseReason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void closesOverTheLimitInFragments() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(BINARY, new byte[600_000]);
            raw.frame(FIN, new byte[600_000]);

            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void cutsAMessageAsSoonAsItIsOverTheLimit() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(BINARY, new byte[600_000]);
            raw.frame(0, new byte[400_001]);

            assertThat(raw.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void cutsAFrameThatAnnouncesMoreThanTheLimitWhenItIsOverIt() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.send(new byte[] {(byte) 0x82, (byte) 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0});

            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    raw.send(new byte[100_000]);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        await().until(() -> engine.tally.of(CloseReason.TOO_LARGE) == 1);
    }

    @Test
    void takesNoMessageInEndlessEmptyFragments() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(TEXT, bytes("4"));
            // stops after the last frame needed: another one would meet a closed connection
            for (int i = 0; i < 64; i++) {
                raw.frame(0, new byte[0]);
            }

            assertThat(raw.closeCode()).isEqualTo(1009);
        }
        assertThat(engine.tally.of(CloseReason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void hangsUpOnAClientThatGoesOnSendingAfterItsEnd() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(BINARY, new byte[1_000_001]);

            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    raw.frame(0, new byte[100_000]);
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void closesOnTextThatIsNoUtf8() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            raw.frame(FIN | TEXT, new byte[] {'4', (byte) 0xc3, '('});

            assertThat(raw.closeCode()).isEqualTo(1007);
        }
        await().until(() -> engine.tally.of(CloseReason.PROTOCOL) == 1);
    }

    @Test
    void closesOnBrokenFrames() throws IOException {
        List<byte[]> broken =
                List.of(
                        new byte[] {(byte) 0x81, 2, '4', 'a'},
                        new byte[] {(byte) 0xc1, (byte) 0x82, 0, 0, 0, 0, '4', 'a'},
                        new byte[] {(byte) 0x8b, (byte) 0x80, 0, 0, 0, 0},
                        new byte[] {(byte) 0x80, (byte) 0x80, 0, 0, 0, 0},
                        new byte[] {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 3, (byte) 0xed});

        for (byte[] frame : broken) {
            try (RawClient raw = RawClient.webSocket(engine)) {
                raw.send(frame);

                assertThat(raw.closeCode()).isEqualTo(1002);
            }
        }
        await().until(() -> engine.engine().sessions() == 0);
    }

    @Test
    void closesOnEmptyTextAndUnknownTypes() {
        for (String text : new String[] {"", "2", "2probe", "9", "x"}) {
            SocketClient client = engine.connect();

            client.send(text);

            assertThat(client.closed()).isEqualTo(1002);
        }
    }

    @Test
    void ignoresPacketsThatMeanNothingHere() {
        SocketClient client = engine.connect();

        client.send("0{}");
        client.send("5");
        client.send("6");
        client.send("4a");

        assertThat(client.next()).isEqualTo("4a");
    }

    @Test
    void takesAnEmptyBinaryMessage() {
        SocketClient client = engine.connect();

        client.send(new byte[0]);

        assertThat(client.next()).isEmpty();
    }

    @Test
    void answersEveryPingOfTheWire() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            for (int i = 0; i < 1_000; i++) {
                raw.frame(FIN | PING, bytes("p" + i));
            }

            assertThat(raw.until("p999")).contains("p0", "p500");
        }
    }

    @Test
    void readsNothingMoreUntilAMessageIsTaken() {
        Scripted scripted = new Scripted();
        engine.close();
        engine = new EngineFixture(EngineFixture.settings(), scripted);
        SocketClient client = engine.connect();

        client.send("4a");
        client.send("4b");
        await().until(() -> scripted.waiting() == 1);
        assertThat(engine.recorder.texts()).containsExactly("a");
        scripted.takeOne();

        await().untilAsserted(() -> assertThat(engine.recorder.texts()).containsExactly("a", "b"));
    }

    @Test
    void knowsAGoodbyeFromABrokenConnection() throws IOException {
        try (RawClient polite = RawClient.webSocket(engine)) {
            polite.frame(FIN | CLOSE, new byte[] {3, (byte) 0xe8});
            polite.closeCode();
        }
        await().until(() -> engine.tally.of(CloseReason.CLIENT) == 1);
        RawClient.webSocket(engine).close();

        await().until(() -> engine.tally.of(CloseReason.TRANSPORT) == 1);
    }

    @Test
    void sendsWhatIsLeftBeforeItEndsASession() throws IOException {
        try (RawClient raw = RawClient.webSocket(engine)) {
            String sid = raw.until("}").replaceFirst("(?s).*\"sid\":\"([^\"]+)\".*", "$1");
            EngineSocket socket = engine.recorder.socket(sid);
            for (int i = 0; i < 100; i++) {
                socket.offer(EngineMessage.text("m" + i), Urgency.EVENT);
            }
            socket.close(CloseReason.SERVER);

            assertThat(raw.until("m99")).contains("m0", "m50");
            assertThat(raw.closeCode()).isEqualTo(-1);
        }
    }

    @Test
    void keepsSharedMessagesWhole() {
        SocketClient one = engine.connect();
        SocketClient other = engine.connect();
        EngineMessage shared = EngineMessage.text("for all");
        EngineMessage binary = EngineMessage.binary(ByteBuffer.allocate(4).putInt(7).array());

        engine.recorder
                .sockets()
                .forEach(socket -> socket.offer(List.of(shared, binary), Urgency.EVENT));

        for (SocketClient client : List.of(one, other)) {
            assertThat(client.next()).isEqualTo("4for all");
            assertThat(client.next()).isEqualTo("00000007");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
