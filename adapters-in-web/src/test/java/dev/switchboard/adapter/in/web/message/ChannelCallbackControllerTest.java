package dev.switchboard.adapter.in.web.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Command;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Proofs;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Result;
import dev.switchboard.application.port.in.message.AcceptChannelCallback.Signature;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ExtendWith(OutputCaptureExtension.class)
class ChannelCallbackControllerTest {

    private final ScriptedCallbacks callbacks = new ScriptedCallbacks();
    private final MockMvc web =
            WebSlice.of(MessageWebConfiguration.class, new ScriptedSending(), callbacks);

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.contentType(MediaType.APPLICATION_JSON));
    }

    private ResultActions callBack(String body) throws Exception {
        return perform(post("/webhook-response").content(body));
    }

    private static void expectError(ResultActions answer, int status, String text)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"success\":false,\"error\":\"" + text + "\"}"));
    }

    private static String answer(String json) {
        return "{\"session_id\":\"s\",\"response_data\":" + json + "}";
    }

    @Test
    void takesTheCallbackOfTheOriginal() throws Exception {
        perform(post("/webhook-response").content(WebSlice.seed("response.json")))
                .andExpect(status().isOk())
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(
                        content().string("{\"success\":true,\"message\":\"Response processed\"}"));

        Command command = callbacks.commands().getLast();
        assertThat(command.sessionId()).isEqualTo("abc123");
        assertThat(command.responseData().text())
                .isEqualTo(
                        """
                        {"text":"Message received and handled","platform":"Slack",\
                        "timestamp":"2025-05-27T21:10:00Z"}\
                        """);
        assertThat(command.channelId()).isNull();
        assertThat(command.proofs()).isEqualTo(new Proofs(null, null));
    }

    @Test
    void takesAnUnreadableQueryForAWrongToken() throws Exception {
        web.perform(
                        context -> {
                            var request =
                                    new MockHttpServletRequest(
                                            context, "POST", "/webhook-response") {
                                        @Override
                                        public String[] getParameterValues(String name) {
                                            throw new ProblemException(
                                                    Problem.of(ProblemCode.BAD_REQUEST));
                                        }
                                    };
                            request.setContentType(MediaType.APPLICATION_JSON_VALUE);
                            request.setContent(answer("1").getBytes(StandardCharsets.UTF_8));
                            return request;
                        })
                .andExpect(status().isOk());

        assertThat(callbacks.commands().getLast().proofs()).isEqualTo(new Proofs("", null));
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, 401, Unauthorized",
        "TOKEN_USED, 401, Response token already used",
        "FOREIGN_SESSION, 403, Token does not belong to this session_id",
        "UNKNOWN_SESSION, 404, Unknown session_id"
    })
    void tellsWhyACallbackWasRefused(Result result, int status, String text) throws Exception {
        callbacks.answers(_ -> result);

        expectError(callBack(answer("1")), status, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null", "\"\"", "{}", "[]", "0", "false", "-0", "0.0", "0e7", " { } ", "[\n]"
            })
    void countsNothingAsMissing(String nothing) throws Exception {
        String noData = answer(nothing);
        String noSession = "{\"session_id\":" + nothing + ",\"response_data\":1}";

        expectError(callBack(noData), 400, "Missing session_id or response_data");
        expectError(callBack(noSession), 400, "Missing session_id or response_data");
        assertThat(callbacks.commands()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"session_id\":\"s\"}", "{\"response_data\":1}"})
    void needsBothFields(String body) throws Exception {
        expectError(callBack(body), 400, "Missing session_id or response_data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | Invalid JSON payload",
                "[] | Body must be a JSON object",
                "{\"session_id\":\"a\",\"session_id\":\"b\",\"response_data\":1}"
                        + " | Invalid JSON payload",
                "{\"session_id\":7,\"response_data\":1}"
                        + " | Field session_id must be a non-empty string",
                "{\"session_id\":{\"$ne\":1},\"response_data\":1}"
                        + " | Field session_id must be a non-empty string"
            })
    void refusesBadBodies(String body, String text) throws Exception {
        expectError(callBack(body), 400, text);
    }

    @Test
    void limitsTheAnswer() throws Exception {
        String most = "\"" + "a".repeat(256 * 1024 - 2) + "\"";
        String more = "\"" + "a".repeat(256 * 1024 - 1) + "\"";

        callBack(answer(most)).andExpect(status().isOk());
        expectError(callBack(answer(more)), 400, "Field response_data is too long");
    }

    @Test
    void fingerprintsTheSameAnswerAlike() throws Exception {
        callBack(answer("{\"a\":1,\"b\":[2]}"));
        callBack("{\"response_data\": {\"b\":[2.0], \"a\":1}, \"session_id\":\"s\"}");
        callBack(answer("{\"a\":1,\"b\":[3]}"));

        assertThat(callbacks.commands())
                .extracting(Command::fingerprint)
                .satisfies(hashes -> {
                    assertThat(hashes.get(1)).isEqualTo(hashes.get(0));
                    assertThat(hashes.get(2)).isNotEqualTo(hashes.get(0));
                });
    }

    @ParameterizedTest
    @CsvSource({"msg_1.abc, msg_1.abc", "'', ''", "'a&t=b', 'a,b'"})
    void handsOnTheTokenOfTheQuery(String query, String token) throws Exception {
        perform(post("/webhook-response?t=" + query).content(answer("1")));

        assertThat(callbacks.commands().getLast().proofs().token()).isEqualTo(token);
    }

    @Test
    void handsOnTheSignatureWithTheRawBytes() throws Exception {
        String body = "{ \"session_id\" : \"s\",\n \"response_data\" : \"é\" }";

        perform(
                post("/webhook-response")
                        .header("webhook-id", "wh_1")
                        .header("Webhook-Timestamp", "1614265330")
                        .header("webhook-signature", "v1,abc v1,def")
                        .header("X-Channel-Id", "slack-sim")
                        .content(body));

        Command command = callbacks.commands().getLast();
        Signature signature = Objects.requireNonNull(command.proofs().signature());
        assertThat(command.channelId()).isEqualTo("slack-sim");
        assertThat(signature.id()).isEqualTo("wh_1");
        assertThat(signature.timestamp()).isEqualTo("1614265330");
        assertThat(signature.value()).isEqualTo("v1,abc v1,def");
        assertThat(signature.body()).asString().isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void takesOneHeaderForAClaimThatMustHold(String header) throws Exception {
        perform(post("/webhook-response").header(header, "x").content(answer("1")));

        assertThat(callbacks.commands().getLast().proofs().signature()).isNotNull();
    }

    @Test
    void asksForPatienceWhileTheStoreIsAway() throws Exception {
        callbacks.answers(_ -> {
            throw new StoreUnavailableException("canary");
        });

        expectError(
                callBack(answer("1")).andExpect(header().string("Retry-After", "5")),
                503,
                "Storage unavailable");
    }

    @Test
    void logsNeitherTokenNorAnswerEvenIfItFails(CapturedOutput output) throws Exception {
        callbacks.answers(_ -> {
            throw new IllegalStateException("bug");
        });

        perform(
                post("/webhook-response?t=canary-token")
                        .header("webhook-signature", "canary-signature")
                        .content(answer("\"canary-answer\"")));

        assertThat(output.getAll()).contains("bug").doesNotContain("canary");
    }

    @Test
    void isOnlyForPosts() throws Exception {
        expectError(
                web.perform(get("/webhook-response")).andExpect(header().string("Allow", "POST")),
                405,
                "Method not allowed");
    }

    @Test
    void refusesOtherContent() throws Exception {
        expectError(
                web.perform(
                        post("/webhook-response")
                                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                                .content("session_id=s")),
                415,
                "Content-Type must be application/json");
    }
}
