package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.simulators.script.RecordedCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionsSimulatorIT {

    private static final String ANSWER =
            "{\"session_id\":\"abc123\",\"response_data\":{\"text\":\"Hi\"}}";

    private final Http http = new Http();
    private SimulatorServer simulators = SimulatorServer.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        http.close();
        simulators.close();
    }

    private HttpResponse<String> send(String body, String... headers)
            throws IOException, InterruptedException {
        URI uri = simulators.url().resolve("/sim/sessions/channels/response");
        return http.send("POST", uri, body, headers);
    }

    @Test
    void takesAnAnswerAndKeepsItByteForByte() throws Exception {
        String odd = "{ \"session_id\":\"ä\",\n\"response_data\" : 0 }";

        HttpResponse<String> answer = send(odd, "Idempotency-Key", "m1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"success\",\"data\":{}}");
        RecordedCall call = simulators.upstreams().sessions().calls().getFirst();
        assertThat(call.body()).isEqualTo(odd);
        assertThat(call.header("idempotency-key")).isEqualTo("m1");
    }

    @Test
    void refusesAnAnswerWithANullField() throws Exception {
        List<String> incomplete =
                List.of("{\"session_id\":\"a\",\"response_data\":null}", "{}", "[]", "junk");

        for (String body : incomplete) {
            HttpResponse<String> answer = send(body);

            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"Missing 'session_id' or 'response_data'\"}");
        }
    }

    @Test
    void followsItsScript() throws Exception {
        simulators
                .upstreams()
                .sessions()
                .follow("[{\"status\":503,\"retryAfter\":1},{\"drop\":\"close\"}]");

        HttpResponse<String> unavailable = send(ANSWER);

        assertThat(unavailable.statusCode()).isEqualTo(503);
        assertThat(unavailable.headers().firstValue("Retry-After")).hasValue("1");
        assertThatThrownBy(() -> send(ANSWER)).isInstanceOf(IOException.class);
        assertThat(send(ANSWER).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyCountsWhileNothingIsKept() throws Exception {
        simulators.upstreams().sessions().keepCalls(0);

        send(ANSWER);
        send(ANSWER);

        assertThat(simulators.upstreams().sessions().calls()).isEmpty();
        assertThat(simulators.upstreams().sessions().totalCalls()).isEqualTo(2);
    }

    @Test
    void keepsTheNewestCalls() throws Exception {
        simulators.upstreams().sessions().keepCalls(2);

        send(ANSWER, "Idempotency-Key", "m1");
        send(ANSWER, "Idempotency-Key", "m2");
        send(ANSWER, "Idempotency-Key", "m3");

        assertThat(simulators.upstreams().sessions().calls())
                .extracting(call -> call.header("idempotency-key"))
                .containsExactly("m2", "m3");
        assertThat(simulators.upstreams().sessions().totalCalls()).isEqualTo(3);
    }

    @Test
    void comesBackOnItsPort() throws Exception {
        int port = simulators.port();
        simulators.close();
        assertThatThrownBy(() -> send(ANSWER)).isInstanceOf(IOException.class);

        simulators = SimulatorServer.start(Clock.systemUTC(), port);

        assertThat(send(ANSWER).statusCode()).isEqualTo(200);
    }
}
