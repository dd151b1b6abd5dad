package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Frames that are nearly right, or not at all, on connections that come and go.
///
/// `-Dswitchboard.frames=…` sets the number of frames, by default 50,000.
class FrameFuzzTest {

    private static final int FRAMES = Integer.getInteger("switchboard.frames", 50_000);
    private static final int ERRORS_THAT_END = 20;

    /// The closes that clients cause. 1011 and 1013 would be the hub's fault.
    private static final List<Integer> CLOSES = List.of(1008, 4001, 4002, 4003, 4004, 4005, 4006);

    private static final List<String> SEEDS =
            List.of(
                    "{\"type\":\"subscribe\",\"path\":\"/org/12345/user/1/presence\",\"after\":7}",
                    "{\"type\":\"unsubscribe\",\"path\":\"/organisation/12345/user-group/100\"}",
                    "{\"type\":\"WEBSOCKET_GROUP_SUBSCRIBE\",\"orgId\":\"12345\",\"groupId\":100}",
                    "{\"type\":\"WEBSOCKET_USER_SUBSCRIBE\",\"orgId\":12345,\"userId\":\"2\"}",
                    "{\"request\":\"subscribe\",\"clientRequestId\":\"550e8400-e29b-41d4-a716-446655440000\",\"data\":{\"users\":[\"org:12345:user:1\",\"org:9:user:2\"]}}",
                    "{\"request\":\"unsubscribe\",\"clientRequestId\":\"550e8400-e29b-41d4-a716-446655440000\",\"data\":{\"users\":[\"org:12345:user:1\"]}}",
                    "{\"type\":\"auth\",\"accessToken\":\"AGENT@12345:1+99999999999999\",\"client\":{\"name\":\"CTI"
                            + " 2.0\",\"version\":\"2\"}}",
                    "{\"type\":\"WEBSOCKET_START\",\"endpoint\":\"wss://x/v1/events\",\"accessToken\":\"SUPERVISOR@12345:1+99999999999999\",\"isFreedomWeb\":true}",
                    "{\"type\":\"tick\"}");
    private static final String[] BITS = {
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\\",
        "\\u0000",
        "null",
        "true",
        "-1",
        "1e999",
        "0",
        "9007199254740992",
        "..",
        "%2F",
        "/",
        "type",
        "request",
        "\uD800",
        "\uFFFF",
        "☕",
        "\u0000",
        "org:12345:user:",
        " "
    };

    private final SplittableRandom random = new SplittableRandom(20_260_101);
    private final Phones phones =
            new Phones(
                    Map.of(
                            "switchboard.cti.frame-rate", "1000000",
                            "switchboard.cti.connections-per-minute", "1000000000"));

    @Test
    void survivesThem() {
        phones.presence.withGroup(100, 1, 2, 3);
        Phone phone = fresh();
        int errors = 0;
        for (int i = 0; i < FRAMES; i++) {
            phone.says(frame());
            if (i % 64 == 0) {
                phones.presence.calls(1 + i / 64 % 3, i % 128 == 0 ? "RINGING" : "", "");
                phones.flush();
            }
            for (String answer : phone.heard()) {
                assertThat(JsonMapper.shared().readTree(answer).isObject()).isTrue();
                errors += answer.contains("\"error\"") ? 1 : 0;
            }
            if (phone.line.closed() != null || i % 1000 == 999) {
                if (phone.line.closed() != null) {
                    assertThat(phone.line.closed().getCode()).isIn(CLOSES);
                }
                phone.leaves();
                phone = fresh();
            }
        }
        phone.leaves();

        assertThat(errors).isGreaterThan(FRAMES / ERRORS_THAT_END);
        assertThat(phones.connections.count()).isZero();
        assertThat(phones.presence.followers()).isZero();
        assertThat(phones.meters.get("switchboard.cti.subscriptions").gauge().value()).isZero();
    }

    private Phone fresh() {
        Phone phone =
                phones.connect(random.nextBoolean() ? CtiEndpoint.EVENTS : CtiEndpoint.SUBSCRIBE);
        if (random.nextInt(10) > 0) {
            phone.auth("SUPERVISOR@12345:1+99999999999999");
        }
        return phone;
    }

    private String frame() {
        StringBuilder frame = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(frame);
        }
        return frame.toString();
    }

    private void change(StringBuilder frame) {
        int at = random.nextInt(frame.length() + 1);
        int to = Math.min(frame.length(), at + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> frame.delete(at, to);
            case 1 -> frame.insert(at, BITS[random.nextInt(BITS.length)]);
            case 2 -> frame.insert(at, frame.substring(at, to).repeat(random.nextInt(60)));
            default -> frame.replace(at, to, String.valueOf((char) random.nextInt(0x10000)));
        }
    }

    @Test
    void survivesPureNoise() {
        List<Character> alphabet = new ArrayList<>();
        for (char c : "{}[]\":,.0123456789truefalsnu \\/-+eE".toCharArray()) {
            alphabet.add(c);
        }
        for (int i = 0; i < 100_000; i++) {
            StringBuilder noise = new StringBuilder();
            int length = random.nextInt(40);
            for (int j = 0; j < length; j++) {
                noise.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            assertThat(FrameReader.read(CtiEndpoint.EVENTS, noise.toString()))
                    .isInstanceOf(ClientFrame.Refused.class);
        }
    }
}
