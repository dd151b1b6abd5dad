package dev.switchboard.adapter.in.web.message;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.application.port.in.message.SendChannelMessage.Command;
import dev.switchboard.application.port.in.message.SendChannelMessage.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.MessageId;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class ChannelMessageControllerTest {

    private static final MessageId ID = new MessageId("msg_0197127b5d3f7c6e8a1b2c3d4e5f6071");

    private final ScriptedSending sending = new ScriptedSending();
    private final MockMvc web =
            WebSlice.of(MessageWebConfiguration.class, sending, new ScriptedCallbacks());

    private ResultActions send(String body) throws Exception {
        return perform(post("/channel/message").content(body));
    }

    private ResultActions perform(MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(
                request.contentType(MediaType.APPLICATION_JSON).principal(() -> "backend"));
    }

    private static void expectError(ResultActions answer, int status, String text)
            throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"success\":false,\"error\":\"" + text + "\"}"));
    }

    private static String message(String json) {
        return "{\"channel_id\":\"c\",\"session_id\":\"s\",\"message\":" + json + "}";
    }

    @Test
    void sendsTheMessageOfTheOriginal() throws Exception {
        sending.answers(_ -> new Result.Answered(ID, "{\"success\": true}", false));

        perform(post("/channel/message").content(WebSlice.seed("message.json")))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Message-Id", ID.value()))
                .andExpect(header().doesNotExist("Idempotency-Replayed"))
                .andExpect(header().doesNotExist("Preference-Applied"))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string("{\"success\":true,\"data\":{\"success\": true}}"));

        assertThat(sending.commands())
                .containsExactly(
                        new Command(
                                "backend",
                                "slack-sim",
                                "abc123",
                                new Content("\"Hello, Slack!\""),
                                "http://localhost:8000/webhook-response",
                                null,
                                true));
    }

    @Test
    void answersWithNothingWhereTheChannelSaidNothing() throws Exception {
        sending.answers(_ -> new Result.Answered(ID, null, false));

        send(message("1"))
                .andExpect(status().isOk())
                .andExpect(content().string("{\"success\":true,\"data\":{}}"));
    }

    @Test
    void saysWhereToAskForAQueuedMessage() throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        send(message("1"))
                .andExpect(status().isAccepted())
                .andExpect(header().string("X-Message-Id", ID.value()))
                .andExpect(header().string("Location", "/v1/channel-messages/" + ID))
                .andExpect(
                        content()
                                .string(
                                        "{\"success\":true,\"data\":{\"status\":\"queued\","
                                                + "\"message_id\":\""
                                                + ID
                                                + "\"}}"));
    }

    @Test
    void tellsWhyAChannelRefused() throws Exception {
        sending.answers(_ -> new Result.Refused(ID, "no such \"room\"", false));

        expectError(
                send(message("1")).andExpect(header().string("X-Message-Id", ID.value())),
                400,
                "no such \\\"room\\\"");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(new Result.UnknownChannel(), 400, "Channel c not found"),
                Arguments.of(
                        new Result.NoEndpoint(), 400, "Channel metadata missing 'endpoint_url'"),
                Arguments.of(new Result.ChannelDisabled(), 409, "Channel c is disabled"),
                Arguments.of(
                        new Result.TooManyPending(), 429, "Channel c has too many queued messages"),
                Arguments.of(
                        new Result.KeyReused(),
                        409,
                        "Idempotency-Key reused with a different request"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsWhyNothingWasJournaled(Result result, int status, String text) throws Exception {
        sending.answers(_ -> result);

        expectError(
                send(message("1")).andExpect(header().doesNotExist("X-Message-Id")), status, text);
    }

    @Test
    void asksForPatienceWhereTooManyWait() throws Exception {
        sending.answers(_ -> new Result.TooManyPending());

        send(message("1")).andExpect(header().string("Retry-After", "30"));
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("{}", "Missing field: channel_id"),
                Arguments.of("{\"message\":1}", "Missing field: channel_id"),
                Arguments.of("{\"channel_id\":1,\"message\":1}", "Missing field: session_id"),
                Arguments.of("{\"channel_id\":\"\",\"session_id\":\"\"}", "Missing field: message"),
                Arguments.of(
                        "{\"channel_id\":\"\",\"session_id\":\"s\",\"message\":1}",
                        "Field channel_id must be a non-empty string"),
                Arguments.of(
                        "{\"channel_id\":null,\"session_id\":\"s\",\"message\":1}",
                        "Field channel_id must be a non-empty string"),
                Arguments.of(
                        "{\"channel_id\":{\"$ne\":null},\"session_id\":\"s\",\"message\":1}",
                        "Field channel_id must be a non-empty string"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"session_id\":7,\"message\":1}",
                        "Field session_id must be a non-empty string"),
                Arguments.of(
                        "{\"channel_id\":\""
                                + "c".repeat(101)
                                + "\",\"session_id\":\"s\",\"message\":1}",
                        "Field channel_id is too long"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"session_id\":\"\\ud800\",\"message\":1}",
                        "Invalid session_id"),
                Arguments.of(
                        "{\"channel_id\":\"c\",\"session_id\":\"s\",\"message\":1,"
                                + "\"response_url\":1}",
                        "Field response_url must be a non-empty string"),
                Arguments.of(
                        message("\"" + "m".repeat(65_535) + "\""), "Field message is too long"),
                Arguments.of(
                        message("\"" + "é".repeat(32_768) + "\""), "Field message is too long"),
                Arguments.of("[]", "Body must be a JSON object"),
                Arguments.of("\"x\"", "Body must be a JSON object"),
                Arguments.of("", "Invalid JSON payload"),
                Arguments.of("{\"channel_id\":", "Invalid JSON payload"),
                Arguments.of(message("1") + message("1"), "Invalid JSON payload"),
                Arguments.of(message("NaN"), "Invalid JSON payload"),
                Arguments.of(message("{\"a\":1,\"a\":1}"), "Invalid JSON payload"),
                Arguments.of(message("[".repeat(50) + "]".repeat(50)), "Invalid JSON payload"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void refusesBadBodies(String body, String text) throws Exception {
        expectError(send(body), 400, text);

        assertThat(sending.commands()).isEmpty();
    }

    @Test
    void refusesOtherEncodings() throws Exception {
        expectError(
                perform(post("/channel/message").content(message("1").getBytes(UTF_16))),
                400,
                "Invalid JSON payload");
        expectError(
                perform(post("/channel/message").content("\uFEFF" + message("1"))),
                400,
                "Invalid JSON payload");
    }

    @Test
    void takesMessagesUpToTheLimitWithoutTheWhitespaceBetweenTokens() throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));
        String most = "\"" + "m".repeat(65_534) + "\"";

        send(message(" \n\t " + most + "  ")).andExpect(status().isAccepted());

        assertThat(sent()).isEqualTo(most);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "{}",
                "[]",
                "0",
                "false",
                "1.0",
                "1e400",
                "\"\\u00e9\\/\"",
                "\"é e\u0301 \u202Ertl 👩\u200d👩\u200d👧\"",
                "{\"b\":1,\"a\":[1.50,-0,\"\\ud83d\\ude00\"]}"
            })
    void handsOnAnyMessageCharacterByCharacter(String json) throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        perform(post("/channel/message").content(message(json).getBytes(UTF_8)));

        assertThat(sent()).isEqualTo(json);
    }

    private String sent() {
        return sending.commands().getLast().message().text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"response_url\":null", ",\"extra\":1"})
    void leavesTheResponseAddressToUs(String more) throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        send("{\"channel_id\":\"c\",\"session_id\":\"s\",\"message\":1" + more + "}")
                .andExpect(status().isAccepted());

        assertThat(sending.commands().getLast().responseUrl()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "response_url, NOT_ALLOWED, response_url is not allowed",
        "response_url, INVALID, response_url is not allowed",
        "session_id, TOO_LONG, Field session_id is too long"
    })
    void tellsWhatTheCoreRefused(String field, Reason reason, String text) throws Exception {
        sending.answers(_ -> {
            throw new InvalidValueException(field, reason);
        });

        expectError(send(message("1")), 400, text);
    }

    @Test
    void asksForPatienceWhileTheStoreIsAway() throws Exception {
        sending.answers(_ -> {
            throw new StoreUnavailableException("canary");
        });

        expectError(
                send(message("1")).andExpect(header().string("Retry-After", "5")),
                503,
                "Storage unavailable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "respond-async",
                "Respond-Async",
                "wait=10, respond-async",
                "respond-async; x=1"
            })
    void answersAtOnceIfPreferred(String prefer) throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        perform(post("/channel/message").header("Prefer", prefer).content(message("1")))
                .andExpect(status().isAccepted())
                .andExpect(header().string("Preference-Applied", "respond-async"));

        assertThat(sending.commands().getLast().waitForReply()).isFalse();
    }

    @Test
    void readsAllLinesOfPreferences() throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        perform(
                        post("/channel/message")
                                .header("Prefer", "return=minimal", "respond-async")
                                .content(message("1")))
                .andExpect(header().string("Preference-Applied", "respond-async"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait=10", "return=minimal", "x-respond-async", ""})
    void waitsWhateverElseIsPreferred(String prefer) throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));

        perform(post("/channel/message").header("Prefer", prefer).content(message("1")))
                .andExpect(header().doesNotExist("Preference-Applied"));

        assertThat(sending.commands().getLast().waitForReply()).isTrue();
    }

    @Test
    void marksRepeatedAnswers() throws Exception {
        for (Result result :
                new Result[] {
                    new Result.Answered(ID, "1", true),
                    new Result.Queued(ID, true),
                    new Result.Refused(ID, "no", true)
                }) {
            sending.answers(_ -> result);

            send(message("1"))
                    .andExpect(header().string("Idempotency-Replayed", "true"))
                    .andExpect(header().string("X-Message-Id", ID.value()));
        }
    }

    @Test
    void fingerprintsTheSameRequestAlike() throws Exception {
        String one = fingerprint("k1", message("{\"a\":1,\"b\":2}"));
        String same =
                fingerprint(
                        "k2",
                        "{\"message\": {\"b\":2, \"a\":1.0}, \"session_id\":\"s\","
                                + " \"channel_id\":\"c\"}");
        String other = fingerprint("k3", message("{\"a\":1,\"b\":3}"));

        assertThat(same).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    private String fingerprint(String key, String body) throws Exception {
        sending.answers(_ -> new Result.Queued(ID, false));
        perform(post("/channel/message").header("Idempotency-Key", key).content(body));
        var sent = Objects.requireNonNull(sending.commands().getLast().key());
        assertThat(sent.value()).isEqualTo(key);
        return sent.fingerprint();
    }

    @Test
    void refusesImpossibleKeys() throws Exception {
        for (String key : new String[] {"", " ", "k".repeat(201)}) {
            expectError(
                    perform(
                            post("/channel/message")
                                    .header("Idempotency-Key", key)
                                    .content(message("1"))),
                    400,
                    "Invalid Idempotency-Key");
        }
    }
}
