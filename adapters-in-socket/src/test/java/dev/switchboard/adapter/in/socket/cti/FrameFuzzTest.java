package dev.switchboard.adapter.in.socket.cti;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.socket.cti.Phones.Phone;
import dev.switchboard.application.fakes.QuietLog;
import dev.switchboard.domain.fuzz.Fuzz;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.socket.CloseStatus;
import tools.jackson.databind.json.JsonMapper;

/// Frames that are nearly right, or not at all, on connections that come and go.
@ExtendWith(QuietLog.class)
class FrameFuzzTest {

    private static final int FRAMES = 50_000;
    private static final int FRAMES_OF_A_CONNECTION = 1_000;
    private static final int FRAMES_BETWEEN_CALLS = 64;

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

    private final Phones phones =
            new Phones(
                    Map.of(
                            "switchboard.cti.frame-rate", "1000000",
                            "switchboard.cti.connections-per-minute", "1000000000"));
    private int frames;
    private int connections;
    private Phone phone = fresh();

    private static Fuzz fuzz(String name) {
        return Fuzz.of(name).seeds(SEEDS).words(BITS).inputs(FRAMES);
    }

    @Test
    void survivesThem() {
        phones.presence.withGroup(100, 1, 2, 3);

        fuzz("frames of softphones").texts(this::isTaken);
        phone.leaves();

        assertThat(phones.connections.count()).isZero();
        assertThat(phones.presence.followers()).isZero();
        assertThat(phones.meters.get("switchboard.cti.subscriptions").gauge().value()).isZero();
    }

    private boolean isTaken(String frame) {
        phone.says(frame);
        if (frames % FRAMES_BETWEEN_CALLS == 0) {
            int calls = frames / FRAMES_BETWEEN_CALLS;
            phones.presence.calls(1 + calls % 3, calls % 2 == 0 ? "RINGING" : "", "");
            phones.flush();
        }
        boolean taken = true;
        for (String answer : phone.heard()) {
            assertThat(JsonMapper.shared().readTree(answer).isObject()).isTrue();
            taken &= !answer.contains("\"error\"");
        }
        CloseStatus closed = phone.line.closed();
        if (closed != null) {
            assertThat(closed.getCode()).isIn(CLOSES);
        }
        if (closed != null || ++frames % FRAMES_OF_A_CONNECTION == 0) {
            phone.leaves();
            phone = fresh();
        }
        return taken;
    }

    private Phone fresh() {
        connections++;
        Phone fresh =
                phones.connect(connections % 2 == 0 ? CtiEndpoint.EVENTS : CtiEndpoint.SUBSCRIBE);
        if (connections % 10 > 0) {
            fresh.auth("SUPERVISOR@12345:1+99999999999999");
        }
        return fresh;
    }

    @Test
    void readsEachFrameOrRefusesIt() {
        fuzz("readers of frames")
                .texts(frame -> {
                    ClientFrame event = FrameReader.read(CtiEndpoint.EVENTS, frame);
                    ClientFrame subscription = FrameReader.read(CtiEndpoint.SUBSCRIBE, frame);
                    return !(event instanceof ClientFrame.Refused)
                            || !(subscription instanceof ClientFrame.Refused);
                });
    }
}
