package dev.switchboard.adapter.in.web.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.switchboard.adapter.in.web.WebSlice;
import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Part;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.application.port.in.message.AcceptReply.Result;
import dev.switchboard.application.port.out.store.StoreUnavailableException;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

@ExtendWith(OutputCaptureExtension.class)
class NetomiWebhookControllerTest {

    private static final String AUTHORIZATION = "Authorization";
    private static final String SECRET = "canary-secret-01";
    private static final String NEW = "canary-secret-02";

    private final BotSlice bot = new BotSlice();

    private static MockHttpServletRequestBuilder callback(String body) {
        return post("/webhook/netomi")
                .header(AUTHORIZATION, "Bearer " + BotSlice.BEARER)
                .content(body);
    }

    private ResultActions callBack(String body) throws Exception {
        return bot.perform(callback(body));
    }

    private Reply accepted(String body) throws Exception {
        callBack(body).andExpect(status().isOk());
        return bot.replies.replies().getLast();
    }

    private Once onceOf(String body) throws Exception {
        return Objects.requireNonNull(accepted(body).once());
    }

    private static String seed() {
        return new String(WebSlice.seed("netomi-callback.json"), StandardCharsets.UTF_8);
    }

    private static String real() {
        return new String(WebSlice.seed("netomi-callback-real.json"), StandardCharsets.UTF_8);
    }

    private static void expect(ResultActions answer, int status, String body) throws Exception {
        answer.andExpect(status().is(status))
                .andExpect(content().contentType(MediaType.APPLICATION_JSON))
                .andExpect(content().string(body));
    }

    private static String received(String requestId) {
        return "{\"success\":true,\"message\":\"Webhook received successfully\",\"requestId\":\""
                + requestId
                + "\"}";
    }

    @Nested
    class TakesACallback {

        @Test
        void ofTheOriginal() throws Exception {
            expect(callBack(seed()), 200, received("request-uuid"));

            Reply reply = bot.replies.replies().getLast();
            assertThat(reply.conversation()).isEqualTo(new ConversationId("netomi:chat-uuid-here"));
            assertThat(reply.origin()).isEqualTo("netomi");
            assertThat(reply.from()).isEqualTo(new Target(Target.Kind.BOT, "netomi"));
            assertThat(reply.author().party()).isEqualTo(Party.BOT);
            assertThat(reply.asked()).isEqualTo(new Asked(null, List.of("request-uuid")));
            assertThat(reply.part()).isNull();
            assertThat(reply.effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void ofTheRealShape() throws Exception {
            expect(callBack(real()), 200, received("req-1"));

            Reply reply = bot.replies.replies().getLast();
            assertThat(reply.conversation()).isEqualTo(new ConversationId("netomi:chat-uuid-here"));
            assertThat(reply.asked()).isEqualTo(new Asked("message-uuid", List.of("req-1")));
            assertThat(reply.part()).isNull();
        }

        @Test
        void andKeepsItsBodyAndThreeHeaders() throws Exception {
            bot.perform(
                    callback("{ \"id\" : 7.50, \"t\":\"a \\u0041\" }")
                            .header("User-Agent", "Netomi/1 \"x\"")
                            .header("X-Request-Id", "id-1")
                            .header("X-Secret", "canary"));

            assertThat(bot.replies.replies().getLast().content().text())
                    .isEqualTo(
                            """
                            {"timestamp":%d,"data":{"id":7.50,"t":"a \\u0041"},"headers":{\
                            "content-type":"application/json","user-agent":"Netomi/1 \\"x\\"",\
                            "x-request-id":"id-1"},"source":"webhook_endpoint"}\
                            """
                                    .formatted(BotSlice.NOW.toEpochMilli()));
        }

        @Test
        void againAndSaysTheSame() throws Exception {
            bot.replies.answers(_ -> new Result.Repeated());

            expect(callBack(seed()), 200, received("request-uuid"));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"requestId\":\"r\",\"id\":\"i\"} | ,\"requestId\":\"r\"",
                    "{\"id\":7} | ,\"requestId\":7",
                    "{\"conversationId\":\"c\"} | ,\"requestId\":\"c\"",
                    "{\"requestId\":null} | ''",
                    "{} | ''"
                })
        void andNamesIt(String body, String named) throws Exception {
            expect(
                    callBack(body),
                    200,
                    "{\"success\":true,\"message\":\"Webhook received successfully\""
                            + named
                            + "}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "{\"requestPayload\":7}",
                    "{\"requestPayload\":{\"conversationId\":\"\"}}",
                    "{\"conversationId\":\"a b\"}"
                })
        void ofNoConversation(String body) throws Exception {
            assertThat(accepted(body).conversation()).isNull();
        }

        @Test
        void whoseConversationIsOnTop() throws Exception {
            assertThat(accepted("{\"conversationId\":\"c\"}").conversation())
                    .isEqualTo(new ConversationId("netomi:c"));
        }

        @Test
        void withoutAContentType() throws Exception {
            bot.performAsIs(callback(seed())).andExpect(status().isOk());
        }
    }

    @Nested
    class RecognisesARepeat {

        @Test
        void whateverItsTimestamps() throws Exception {
            Once first = onceOf(real());
            Once again = onceOf(real().replace("16409952004", "16409952999"));

            assertThat(again).isEqualTo(first);
            assertThat(first.life()).isEqualTo(Duration.ofDays(8));
        }

        @ParameterizedTest
        @CsvSource({
            "AI response text, another text",
            "req-1, req-2",
            "chat-uuid-here, other-chat",
            "'\"9\"', '\"8\"'"
        })
        void byWhatMakesItWhatItIs(String part, String other) throws Exception {
            assertThat(onceOf(real().replace(part, other))).isNotEqualTo(onceOf(real()));
        }

        @Test
        void withoutAnIdByItsBytesForAMinute() throws Exception {
            Once first = onceOf("{\"conversationId\":\"c\"}");
            Once again = onceOf("{\"conversationId\":\"c\"}");
            Once other = onceOf("{\"conversationId\": \"c\"}");

            assertThat(again).isEqualTo(first);
            assertThat(other).isNotEqualTo(first);
            assertThat(first.life()).isEqualTo(Duration.ofSeconds(60));
        }
    }

    @Nested
    class KnowsAPart {

        private String chunk(String index) {
            return real().replace("\"9\"", index)
                    .replace("\"value\": \"true\"", "\"value\": \"no\"");
        }

        @ParameterizedTest
        @CsvSource({"'\"0\"', 0", "'\"2\"', 2", "3, 3"})
        void byItsIndex(String index, int number) throws Exception {
            assertThat(accepted(chunk(index)).part()).isEqualTo(new Part("req-1", number));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"last\"", "\"\"", "null", "-1", "1.5", "\"12345678901\""})
        void onlyByANumber(String index) throws Exception {
            assertThat(accepted(chunk(index)).part()).isNull();
        }

        @Test
        void onlyOfANamedAnswer() throws Exception {
            String nameless = chunk("\"1\"").replace("\"requestId\": \"req-1\",", "");

            assertThat(accepted(nameless).part()).isNull();
        }

        @Test
        void unlessAllIsInIt() throws Exception {
            assertThat(accepted(real()).part()).isNull();
        }
    }

    @Nested
    class HearsACallForAnAgent {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"triggerType\":\"HUMAN_HANDOFF_REQUEST\"}",
                    "{\"type\":\"ai.msg.domain.responses.core.HUMAN_HANDOFF_REQUEST\"}",
                    "{\"attachments\":[{\"a\":{\"type\":\"HUMAN_HANDOFF_REQUEST\"}}]}",
                    "{\"customFields\":{\"HUMAN_HANDOFF_REQUEST\":true}}"
                })
        void anywhere(String body) throws Exception {
            assertThat(accepted(body).effect()).isEqualTo(Effect.ASKS_FOR_AGENT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"requestPayload\":{\"messagePayload\":{\"text\":\"HUMAN_HANDOFF_REQUEST\"}}}",
                    "{\"text\":\"no HUMAN_HANDOFF_REQUEST here\"}"
                })
        void butNotInTheWordsOfAUser(String body) throws Exception {
            assertThat(accepted(body).effect()).isEqualTo(Effect.NONE);
        }
    }

    @Nested
    class RefusesACaller {

        private ResultActions withHeaders(String... values) throws Exception {
            MockHttpServletRequestBuilder request = post("/webhook/netomi").content(seed());
            for (String value : values) {
                request.header(AUTHORIZATION, value);
            }
            return bot.perform(request);
        }

        @Test
        void withoutAHeader() throws Exception {
            expect(
                    withHeaders(),
                    401,
                    "{\"error\":\"Missing Authorization header\","
                            + "\"message\":\"Bearer token is required\"}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "canary-bearer-01"})
        void withAnotherHeader(String header) throws Exception {
            expect(
                    withHeaders(header),
                    401,
                    "{\"error\":\"Invalid Authorization header format\","
                            + "\"message\":\"Expected \\\"Bearer <token>\\\"\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "canary-bearer-", "canary-bearer-011", "CANARY-BEARER-01"})
        void withAnotherToken(String token) throws Exception {
            expect(
                    withHeaders("Bearer " + token),
                    401,
                    "{\"error\":\"Invalid bearer token\",\"message\":\"Unauthorized access\"}");
        }

        @Test
        void withTwoHeaders() throws Exception {
            withHeaders("Bearer " + BotSlice.BEARER, "Bearer x")
                    .andExpect(status().isUnauthorized());
        }

        @Test
        void beforeItLooksAtTheBody() throws Exception {
            bot.performAsIs(post("/webhook/netomi").contentType("text/plain").content("junk"))
                    .andExpect(status().isUnauthorized());
            assertThat(bot.replies.replies()).isEmpty();
        }

        @Test
        void butTakesEveryConfiguredToken() throws Exception {
            withHeaders("bearer canary-bearer-02").andExpect(status().isOk());
        }

        @Test
        void whileNoTokenIsConfigured() throws Exception {
            expect(
                    new BotSlice("webhook.bearer-tokens=").perform(callback(seed())),
                    503,
                    "{\"error\":\"not configured\","
                            + "\"message\":\"Webhook bearer token is not configured\"}");
        }
    }

    @Nested
    class ChecksASignature {

        private final BotSlice signed =
                new BotSlice("webhook.signature-secrets=" + SECRET + "," + NEW);
        private final BotSlice lenient =
                new BotSlice(
                        "webhook.signature-secrets=" + SECRET, "webhook.require-signature=false");

        private static String sign(String secret, String body) throws GeneralSecurityException {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return "sha256=" + HexFormat.of().formatHex(digest);
        }

        private void expectRefusal(ResultActions answer) throws Exception {
            expect(answer, 401, "{\"error\":\"Invalid signature\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"x-netomi-signature", "X-Signature"})
        void overTheRawBytes(String header) throws Exception {
            String signature = sign(SECRET, seed());

            signed.perform(callback(seed()).header(header, signature)).andExpect(status().isOk());
            signed.perform(callback(seed()).header(header, sign(NEW, seed())))
                    .andExpect(status().isOk());
            expectRefusal(
                    signed.perform(callback(seed().replace("  ", " ")).header(header, signature)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha1=00", "é"})
        void ofAnyForm(String signature) throws Exception {
            expectRefusal(signed.perform(callback(seed()).header("x-signature", signature)));
        }

        @Test
        void ofAnotherSecret() throws Exception {
            expectRefusal(
                    signed.perform(callback(seed()).header("x-signature", sign("other", seed()))));
        }

        @Test
        void whoseLastDigitIsAnother() throws Exception {
            String right = sign(SECRET, seed());
            String start = right.substring(0, right.length() - 1);
            String wrong = start + (right.endsWith("0") ? "1" : "0");
            expectRefusal(signed.perform(callback(seed()).header("x-signature", wrong)));
        }

        @Test
        void whereASecretIsSet() throws Exception {
            bot.perform(callback(seed()).header("x-signature", "junk")).andExpect(status().isOk());
            expectRefusal(signed.perform(callback(seed())));
        }

        @Test
        void ifThereIsOneWhereNotAllCallersSign() throws Exception {
            lenient.perform(callback(seed())).andExpect(status().isOk());
            lenient.perform(callback(seed()).header("x-signature", sign(SECRET, seed())))
                    .andExpect(status().isOk());
            expectRefusal(lenient.perform(callback(seed()).header("x-signature", "junk")));
        }
    }

    @Nested
    class RefusesABody {

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "7", "{}{}", "{\"a\":1,\"a\":2}"})
        void thatIsNoJsonObject(String body) throws Exception {
            expect(callBack(body), 400, "{\"error\":\"Invalid JSON payload\"}");
            assertThat(bot.replies.replies()).isEmpty();
        }

        @Test
        void thatIsNestedTooDeep() throws Exception {
            expect(
                    callBack("{\"a\":".repeat(60) + "1" + "}".repeat(60)),
                    400,
                    "{\"error\":\"Invalid JSON payload\"}");
        }

        @ParameterizedTest
        @ValueSource(strings = {"text/plain", "application/json;charset=utf-16"})
        void thatSaysItIsSomethingElse(String type) throws Exception {
            expect(
                    bot.performAsIs(callback(seed()).contentType(type)),
                    415,
                    "{\"error\":\"Content-Type must be application/json\"}");
        }

        @Test
        void whileTheStoreIsAway() throws Exception {
            bot.replies.answers(_ -> {
                throw new StoreUnavailableException("canary");
            });

            expect(
                    callBack(seed()).andExpect(header().string("Retry-After", "5")),
                    503,
                    "{\"error\":\"Storage unavailable\"}");
        }

        @Test
        void ifItHasABugAndLogsNoBodyAndNoToken(CapturedOutput output) throws Exception {
            bot.replies.answers(_ -> {
                throw new IllegalStateException("bug");
            });

            expect(callBack(seed()), 500, "{\"error\":\"Internal server error\"}");
            assertThat(output).contains("bug").doesNotContain("canary", "AI response text");
        }
    }
}
