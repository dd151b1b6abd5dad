package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Clients that begin large messages and do not end them.
class UnfinishedTest {

    private static final int TEXT = 0x01;
    private static final int CONTINUATION = 0x00;
    private static final int PING = 0x09;
    private static final int LAST = 0x80;
    private static final int ROOM = 100_000;

    private final EngineFixture engine = new EngineFixture(EngineFixture.unfinished(ROOM));

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void getNoMoreRoomThanThereIs() throws IOException {
        try (RawClient first = RawClient.webSocket(engine);
                RawClient second = RawClient.webSocket(engine)) {
            first.frame(TEXT, text(60_000));
            first.frame(PING | LAST, "read so far".getBytes(StandardCharsets.US_ASCII));
            first.until("read so far");
            PollingClient whole = engine.poll();

            second.frame(TEXT, text(60_000));

            assertThat(second.closeCode()).isEqualTo(-1);
            assertThat(whole.post("4" + "x".repeat(5_000)).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void giveTheirRoomBackWhenTheyEndOrLeave() throws IOException {
        for (int i = 0; i < 5; i++) {
            try (RawClient leaving = RawClient.webSocket(engine)) {
                leaving.frame(TEXT, text(60_000));
            }
            await().until(() -> engine.engine().sessions() == 0);
        }

        try (RawClient ending = RawClient.webSocket(engine)) {
            for (int i = 0; i < 5; i++) {
                ending.frame(TEXT, text(30_000));
                ending.frame(CONTINUATION | LAST, new byte[0]);
            }
            ending.frame(TEXT | LAST, "4the end".getBytes(StandardCharsets.US_ASCII));
            assertThat(ending.until("the end")).contains("4the end");
        }
    }

    private static byte[] text(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 'x');
        bytes[0] = '4';
        return bytes;
    }
}
