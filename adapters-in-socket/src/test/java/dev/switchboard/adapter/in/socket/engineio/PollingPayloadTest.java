package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.PollingPayload;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PollingPayloadTest {

    @Test
    void returnsWhatWasJoined() {
        Random random = new Random(4);

        for (int round = 0; round < 1_000; round++) {
            List<EnginePacket> packets = new ArrayList<>();
            List<EngineMessage> messages = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(10); i++) {
                byte[] bytes = new byte[random.nextInt(30)];
                random.nextBytes(bytes);
                String text = Long.toString(random.nextLong(), 36);
                boolean binary = random.nextBoolean();
                messages.add(binary ? EngineMessage.binary(bytes) : EngineMessage.text(text));
                packets.add(
                        binary
                                ? new EnginePacket.Binary(ByteBuffer.wrap(bytes))
                                : new EnginePacket.Text(text));
            }

            assertThat(read(PollingPayload.joined(messages).array())).isEqualTo(packets);
        }
    }

    @Test
    void findsAnEmptyPacketInAnEmptyBody() {
        assertThat(read(new byte[0])).containsExactly(Signal.MALFORMED);
    }

    @Test
    void findsAnEmptyPacketBehindATrailingSeparator() {
        assertThat(read("4a\u001e".getBytes(StandardCharsets.UTF_8)))
                .containsExactly(new EnginePacket.Text("a"), Signal.MALFORMED);
    }

    @Test
    void givesUpOnTooManyPackets() {
        byte[] body =
                "3\u001e"
                        .repeat(PollingPayload.MAX_PACKETS)
                        .concat("3")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(read(body)).last().isEqualTo(Signal.MALFORMED);
    }

    private static List<EnginePacket> read(byte[] body) {
        PollingPayload payload = new PollingPayload(body);
        List<EnginePacket> packets = new ArrayList<>();
        while (payload.hasNext()) {
            packets.add(payload.next());
        }
        return packets;
    }
}
