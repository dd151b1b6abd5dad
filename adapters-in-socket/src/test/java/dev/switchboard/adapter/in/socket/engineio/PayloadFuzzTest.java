package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Binary;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.PollingPayload;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Signal;
import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Text;
import dev.switchboard.domain.fuzz.Fuzz;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A body of polling has as many packets as it has separators and one more, and its messages are
/// those of the body that they make together.
class PayloadFuzzTest {

    static Fuzz fuzz(String name) {
        return Fuzz.of(name)
                .seeds(
                        "4hello",
                        "2probe",
                        "3",
                        "1",
                        "5",
                        "6",
                        "",
                        "bAQID",
                        "bAQI=\r\n",
                        "4\u2615",
                        "4a\u001e4b\u001ebAQID\u001e2probe\u001e4{\"a\":[1]}",
                        "42[\"hello\",{\"a\":1}]\u001e451-[\"x\",{\"_placeholder\":true,\"num\":0}]")
                .words("\u001e", "\u001e4", "\u001eb", "=", "2probe", "3probe", "4", "b")
                .seeds(new byte[] {'4', (byte) 0xef, (byte) 0xbf, (byte) 0xbd})
                .seeds(new byte[] {'4', (byte) 0xc0, (byte) 0x80});
    }

    @Test
    void hasAsManyPacketsAsSeparatorsAllow() {
        fuzz("payloads of polling")
                .bytes(body -> {
                    List<EnginePacket> packets = packets(body);
                    assertThat(packets).hasSizeLessThanOrEqualTo(separators(body) + 1);
                    List<EnginePacket> said =
                            packets.stream().filter(packet -> !(packet instanceof Signal)).toList();
                    if (!said.isEmpty()) {
                        assertThat(packets(joined(said))).isEqualTo(said);
                    }
                    return packets.stream().noneMatch(PayloadFuzzTest::isFault);
                });
    }

    private static List<EnginePacket> packets(byte[] body) {
        PollingPayload payload = new PollingPayload(body);
        List<EnginePacket> packets = new ArrayList<>();
        while (payload.hasNext()) {
            packets.add(payload.next());
        }
        return packets;
    }

    private static int separators(byte[] body) {
        int count = 0;
        for (byte each : body) {
            count += each == 0x1e ? 1 : 0;
        }
        return count;
    }

    private static byte[] joined(List<EnginePacket> packets) {
        return PollingPayload.joined(
                        packets.stream()
                                .map(packet ->
                                        switch (packet) {
                                            case Text(var text) -> EngineMessage.text(text);
                                            case Binary(var bytes) ->
                                                    EngineMessage.binary(copied(bytes));
                                            case Signal signal ->
                                                    throw new IllegalStateException(signal.name());
                                        })
                                .toList())
                .array();
    }

    private static byte[] copied(ByteBuffer bytes) {
        byte[] copied = new byte[bytes.remaining()];
        bytes.duplicate().get(copied);
        return copied;
    }

    private static boolean isFault(EnginePacket packet) {
        return packet == Signal.MALFORMED || packet == Signal.UNREADABLE;
    }
}
