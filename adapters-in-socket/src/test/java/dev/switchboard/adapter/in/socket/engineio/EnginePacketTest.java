package dev.switchboard.adapter.in.socket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.engineio.EnginePacket.Signal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnginePacketTest {

    private static final int ROUNDS = 2_000;

    @Test
    void tellsSignalsApart() {
        Map<String, Signal> signals =
                Map.of(
                        "0{}", Signal.OPEN,
                        "1", Signal.CLOSE,
                        "2", Signal.PING,
                        "2probe", Signal.PROBE,
                        "3", Signal.PONG,
                        "3probe", Signal.PONG,
                        "5", Signal.UPGRADE,
                        "6", Signal.NOOP);

        signals.forEach((text, signal) -> assertThat(read(text)).isEqualTo(signal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "9", "abc", "\u0000", "é"})
    void takesNothingElse(String text) {
        assertThat(read(text)).isEqualTo(Signal.MALFORMED);
    }

    @Test
    void keepsAnyTextAsItIs() {
        Random random = new Random(1);

        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random);

            assertThat(read("4" + text)).isEqualTo(new EnginePacket.Text(text));
        }
    }

    @Test
    void keepsAReplacementCharacterThatWasSent() {
        assertThat(read("4a\uFFFDb")).isEqualTo(new EnginePacket.Text("a\uFFFDb"));
    }

    @Test
    void noticesBytesThatAreNoUtf8() {
        byte[][] wrong = {
            {'4', (byte) 0xff},
            {'4', 'a', (byte) 0xc3},
            {'4', (byte) 0xc0, (byte) 0x80},
            {'4', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {'3', (byte) 0xff},
        };

        for (byte[] bytes : wrong) {
            assertThat(EnginePacket.text(bytes)).isEqualTo(Signal.UNREADABLE);
        }
    }

    @Test
    void keepsAnyBytesThroughBase64() {
        Random random = new Random(2);

        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            byte[] part =
                    ("b" + Base64.getEncoder().encodeToString(bytes))
                            .getBytes(StandardCharsets.US_ASCII);

            assertThat(EnginePacket.polled(part, 0, part.length))
                    .isEqualTo(new EnginePacket.Binary(ByteBuffer.wrap(bytes)));
        }
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(3);

        for (int round = 0; round < ROUNDS * 10; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) "01234567b".charAt(random.nextInt(9));
            }

            assertThat(EnginePacket.text(bytes)).isNotNull();
            assertThat(EnginePacket.polled(bytes, 0, bytes.length)).isNotNull();
        }
    }

    @Test
    void readsWithinItsPartOnly() {
        byte[] bytes = "4one\u001e4two".getBytes(StandardCharsets.UTF_8);

        assertThat(EnginePacket.polled(bytes, 5, 9)).isEqualTo(new EnginePacket.Text("two"));
    }

    private static EnginePacket read(String text) {
        return EnginePacket.text(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Any characters except halves of surrogate pairs, which are not valid text.
    private static String text(Random random) {
        int[] points =
                IntStream.generate(() -> random.nextInt(Character.MAX_CODE_POINT + 1))
                        .filter(point -> point < 0xd800 || point > 0xdfff)
                        .limit(random.nextInt(40))
                        .map(point -> random.nextBoolean() ? point & 0x7f : point)
                        .toArray();
        return Arrays.stream(points)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
