package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlApiIT {

    private static final Instant NOW = Instant.parse("2025-05-27T21:10:00Z");
    private static final String ANSWER =
            "{\"session_id\":\"abc123\", \"response_data\":{\"text\":\"Hi\"}}";

    private final Http http = new Http();
    private final SimulatorServer simulators =
            SimulatorServer.start(Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void forget() {
        simulators.upstreams().sessions().forgetCalls();
        simulators.upstreams().sessions().trust(null);
        var _ = simulators.upstreams().sessions().follow("[]");
    }

    @AfterAll
    void stop() {
        http.close();
        simulators.close();
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(method, simulators.url().resolve(path), body);
    }

    private int statusOfAnAnswer() throws IOException, InterruptedException {
        return call("POST", "/sim/sessions/channels/response", ANSWER).statusCode();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sim/sessions", "/sim/channels/slack-sim"})
    void countsTheStepsOfAScript(String upstream) throws Exception {
        HttpResponse<String> taken =
                call(
                        "PUT",
                        upstream + "/script",
                        "[{\"status\":410},{\"delayMs\":5,\"drop\":false}]");

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.body()).isEqualTo("{\"steps\":2}");
    }

    @Test
    void replacesTheScriptBefore() throws Exception {
        call("PUT", "/sim/sessions/script", "[{\"status\":500,\"repeat\":9}]");

        int scripted = statusOfAnAnswer();
        call("PUT", "/sim/sessions/script", "[]");

        assertThat(scripted).isEqualTo(500);
        assertThat(statusOfAnAnswer()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {}                                        | Cannot deserialize
                    [{"statsu":500}]                          | Unrecognized property "statsu"
                    [{"status":99}]                           | status must be between
                    [{"delayMs":-1}]                          | delayMs must be between
                    [{"drop":"gently"}]                       | drop must be true, hang or close
                    [{"callback":{"times":1000}}]             | callback.times must be between
                    [{"callback":{"proof":"oath"}}]           | not one of the values accepted
                    [{"status":200}                           | end-of-input
                    """)
    void refusesAScriptItCannotFollow(String script, String reason) throws Exception {
        HttpResponse<String> refused = call("PUT", "/sim/channels/slack-sim/script", script);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body().replace("\\\"", "\"")).contains(reason);
    }

    @Test
    void listsCallsInOrderWithBodiesAsTheyCame() throws Exception {
        statusOfAnAnswer();
        call("POST", "/sim/sessions/channels/response", "no \"json\"");

        HttpResponse<String> calls = call("GET", "/sim/sessions/calls", "");

        assertThat(calls.body())
                .startsWith("{\"total\":2,\"calls\":[{\"receivedAt\":\"2025-05-27T21:10:00Z\"")
                .contains("\"signature\":\"unchecked\"")
                .contains("\"content-type\":\"application/json\"")
                .containsSubsequence("\"body\":" + ANSWER, "\"body\":\"no \\\"json\\\"\"")
                .endsWith("\"callbacks\":[]}");
    }

    @Test
    void forgetsCalls() throws Exception {
        statusOfAnAnswer();

        call("DELETE", "/sim/sessions/calls", "");

        assertThat(call("GET", "/sim/sessions/calls", "").body())
                .isEqualTo("{\"total\":0,\"calls\":[],\"callbacks\":[]}");
    }

    @Test
    void stopsAndStartsRecording() throws Exception {
        call("PUT", "/sim/sessions/recording", "{\"enabled\":false}");
        statusOfAnAnswer();

        HttpResponse<String> counted = call("GET", "/sim/sessions/calls", "");
        HttpResponse<String> on = call("PUT", "/sim/sessions/recording", "{\"enabled\":true}");

        assertThat(counted.body()).isEqualTo("{\"total\":1,\"calls\":[],\"callbacks\":[]}");
        assertThat(on.body()).isEqualTo("{\"limit\":1000}");
    }

    @Test
    void judgesSignaturesOnceItKnowsTheSecret() throws Exception {
        String secret = "{\"secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"}";

        HttpResponse<String> told = call("PUT", "/sim/sessions/secret", secret);
        statusOfAnAnswer();

        assertThat(told.body()).isEqualTo("{\"checked\":true}");
        assertThat(call("GET", "/sim/sessions/calls", "").body())
                .contains("\"signature\":\"absent\"");
    }

    @Test
    void refusesASecretOfAnotherKindWithoutRepeatingIt() throws Exception {
        HttpResponse<String> refused =
                call("PUT", "/sim/sessions/secret", "{\"secret\":\"whsec_hunter2!\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("whsec_ and base64").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/sim/netscape/calls", "/sim/sessions/one/calls", "/sim/channels/calls"})
    void knowsNoOtherSimulators(String path) throws Exception {
        HttpResponse<String> answer = call("GET", path, "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"error\":\"No such simulator\"}");
    }
}
