package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.netomi.HubWebhook;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.RecordedCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetomiSimulatorIT {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String SECRET = "secret";
    private static final String GENERATE = "/v1/auth/generate-token";
    private static final String REFRESH = "/v1/auth/refresh-token";
    private static final String PROCESS = "/v1/conversations/process-message";
    private static final String MESSAGE =
            """
            {"conversationId":"chat","messagePayload":{"text":"Hello","messageId":"m1"}}\
            """;

    private final Http http = new Http();
    private SimulatorServer simulators;
    private CallbackSink hub;

    @BeforeEach
    void start() throws IOException {
        simulators = SimulatorServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
        hub = new CallbackSink();
        simulators
                .netomi()
                .webhooks()
                .tell(new HubWebhook(URI.create(hub.url()), "hub-bearer", SECRET));
    }

    @AfterEach
    void stop() {
        http.close();
        hub.close();
        simulators.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers)
            throws IOException, InterruptedException {
        return http.send("POST", URI.create(simulators.netomi().url() + path), body, headers);
    }

    private HttpResponse<String> mint() throws IOException, InterruptedException {
        return post(
                GENERATE,
                "",
                "x-channel",
                "CHAT",
                "x-channel-ref-id",
                "ref",
                "x-virtual-agent-id",
                "agent");
    }

    private String token() throws IOException, InterruptedException {
        return mint().body().replaceAll(".*\"token\":\"([^\"]*)\".*", "$1");
    }

    private HttpResponse<String> ask(String token) throws IOException, InterruptedException {
        return post(
                PROCESS,
                MESSAGE,
                "x-channel",
                "CHAT",
                "x-channel-ref-id",
                "ref",
                "x-virtual-agent-id",
                "agent",
                "x-auth-token",
                token);
    }

    private HttpResponse<String> control(String path, String body)
            throws IOException, InterruptedException {
        return http.send("PUT", URI.create(simulators.netomi().url() + path), body);
    }

    private void follow(String script) throws IOException, InterruptedException {
        assertThat(control("/script", script).statusCode()).isEqualTo(200);
    }

    private List<CallbackSink.Received> callbacks(int count) {
        await().until(() -> hub.received().size() >= count);
        return hub.received();
    }

    private List<String> indexes(int count) {
        return callbacks(count).stream()
                .map(callback -> callback.body().replaceAll(".*\"CHUNK_INDEX\":\"(\\d+)\".*", "$1"))
                .toList();
    }

    private static String sign(String secret, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] digest = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        return "sha256=" + HexFormat.of().formatHex(digest);
    }

    @Nested
    class WithoutAScript {

        @Test
        void givesTokensToThoseWhoSayWhoTheyAre() throws Exception {
            assertThat(mint().body())
                    .matches("\\{\"payload\":\\{\"token\":\"[^\"]+\",\"expires_in\":82800}}");
            assertThat(post(GENERATE, "", "x-channel", "CHAT").statusCode()).isEqualTo(400);
        }

        @Test
        void tradesRefreshTokens() throws Exception {
            assertThat(post(REFRESH, "{\"refreshToken\":\"a\"}").body()).contains("\"token\"");
            assertThat(post(REFRESH, "{}").statusCode()).isEqualTo(400);
        }

        @Test
        void takesOnlyTokensItGave() throws Exception {
            assertThat(ask("another").statusCode()).isEqualTo(401);
            assertThat(ask(token()).statusCode()).isEqualTo(200);
        }

        @Test
        void answersAndThenCallsBackInTheRealShape() throws Exception {
            HttpResponse<String> answer = ask(token());

            assertThat(answer.body())
                    .isEqualTo("{\"status\":\"accepted\",\"requestId\":\"sim-request-1\"}");
            CallbackSink.Received callback = callbacks(1).getFirst();
            assertThat(callback.body())
                    .isEqualTo(
                            """
                            {"requestId":"sim-request-1","timestamp":1769860800000,\
                            "ownerType":"BOT","channel":"CHAT","triggerType":"RESPONSE",\
                            "requestPayload":{"conversationId":"chat","messagePayload":{\
                            "text":"Hello","messageId":"m1"},"requestId":"sim-request-1_res"},\
                            "customFields":{"CHUNK_INDEX":"9","CHUNK_STATUS":"SUCCESS"},\
                            "attachments":[{"type":"ai.msg.domain.responses.core.Text",\
                            "attachment":{"type":"TEXT","id":"sim-request-1-text",\
                            "text":"You said: Hello","timestamp":1769860800000,\
                            "attachmentResponseType":"ANSWER_AI_RESPONSE","properties":[\
                            {"name":"AGGREGATED_CHUNKS_RESPONSE","value":"true"}]}}]}\
                            """);
            assertThat(callback.header("Authorization")).isEqualTo("Bearer hub-bearer");
            assertThat(callback.header("X-netomi-signature"))
                    .isEqualTo(sign(SECRET, callback.body()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "{}", "{\"conversationId\":7}"})
        void refusesAMessageWithoutAConversation(String body) throws Exception {
            HttpResponse<String> answer =
                    post(
                            PROCESS,
                            body,
                            "x-channel",
                            "CHAT",
                            "x-channel-ref-id",
                            "ref",
                            "x-virtual-agent-id",
                            "agent",
                            "x-auth-token",
                            token());

            assertThat(answer.statusCode()).isEqualTo(400);
        }

        @Test
        void listsItsRequestsAndWhatBecameOfItsCallbacks() throws Exception {
            ask(token());
            await().until(() -> !simulators.netomi().upstream().callbacks().isEmpty());

            assertThat(simulators.netomi().upstream().calls())
                    .extracting(RecordedCall::path)
                    .containsExactly("/sim/netomi" + GENERATE, "/sim/netomi" + PROCESS);
            assertThat(simulators.netomi().upstream().callbacks())
                    .containsExactly(new CallbackResult("chat", 200, ""));
            HttpResponse<String> calls =
                    http.send("GET", URI.create(simulators.netomi().url() + "/calls"), "");
            assertThat(calls.body()).contains("\"total\":2", "\"path\":\"/sim/netomi" + PROCESS);
        }

        @Test
        void callsNobodyBackWhomItDoesNotKnow() throws Exception {
            simulators.netomi().webhooks().tell(null);

            ask(token());

            await().until(() -> !simulators.netomi().upstream().callbacks().isEmpty());
            assertThat(simulators.netomi().upstream().callbacks())
                    .containsExactly(new CallbackResult("chat", null, "no webhook"));
        }
    }

    @Nested
    class WithAScript {

        @Test
        void failsOneRequestPerStepAndCallsNobodyBackForIt() throws Exception {
            String token = token();
            follow(
                    "[{\"status\":503,\"retryAfter\":\"7\",\"repeat\":2},{\"status\":422,\"body\":\"no\"}]");

            HttpResponse<String> first = ask(token);
            HttpResponse<String> second = ask(token);
            HttpResponse<String> third = ask(token);
            HttpResponse<String> fourth = ask(token);

            assertThat(List.of(first, second, third, fourth))
                    .extracting(HttpResponse::statusCode)
                    .containsExactly(503, 503, 422, 200);
            assertThat(first.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(third.body()).isEqualTo("no");
            assertThat(callbacks(1)).hasSize(1);
        }

        @Test
        void expiresItsTokens() throws Exception {
            String token = token();
            follow("[{\"expireTokens\":true}]");

            assertThat(ask(token).statusCode()).isEqualTo(401);
            assertThat(ask(token).statusCode()).isEqualTo(401);
            assertThat(ask(token()).statusCode()).isEqualTo(200);
        }

        @Test
        void failsToGiveTokens() throws Exception {
            follow("[{\"on\":\"generate_token\",\"status\":429}]");

            assertThat(mint().statusCode()).isEqualTo(429);
            assertThat(mint().statusCode()).isEqualTo(200);
        }

        @Test
        void callsBackBeforeItFailsToAnswer() throws Exception {
            String token = token();
            follow("[{\"drop\":\"close\",\"callback\":{\"when\":\"before\"}}]");

            assertThatThrownBy(() -> ask(token)).isInstanceOf(IOException.class);

            assertThat(hub.received()).hasSize(1);
        }

        @Test
        void neverCallsBack() throws Exception {
            String token = token();
            follow("[{\"callback\":{\"when\":\"never\"}},{\"callback\":{\"when\":\"before\"}}]");

            ask(token);
            ask(token);

            assertThat(hub.received()).hasSize(1);
        }

        @Test
        void callsBackInPartsInAnyOrder() throws Exception {
            String token = token();
            follow("[{\"callback\":{\"when\":\"before\",\"chunks\":3,\"order\":[2,0,1]}}]");

            ask(token);

            assertThat(indexes(3)).containsExactly("2", "0", "1");
            assertThat(hub.received().getFirst().body()).contains("\"properties\":[]");
        }

        @Test
        void callsBackWithOnePartOfMany() throws Exception {
            String token = token();
            follow("[{\"callback\":{\"when\":\"before\",\"chunks\":2,\"order\":[1]}}]");

            ask(token);

            assertThat(indexes(1)).containsExactly("1");
        }

        @Test
        void callsBackSeveralTimesAtOnce() throws Exception {
            String token = token();
            follow("[{\"callback\":{\"when\":\"before\",\"times\":3}}]");

            ask(token);

            assertThat(hub.received())
                    .hasSize(3)
                    .extracting(CallbackSink.Received::body)
                    .containsOnly(hub.received().getFirst().body());
        }

        @Test
        void callsBackInTheShapeOfTheOriginal() throws Exception {
            String token = token();
            follow("[{\"callback\":{\"when\":\"before\",\"shape\":\"seed\"}}]");

            ask(token);

            assertThat(hub.received().getFirst().body())
                    .isEqualTo(
                            """
                            {"requestPayload":{"conversationId":"chat"},"response":{\
                            "text":"You said: Hello","attachments":[]},\
                            "requestId":"sim-request-1"}\
                            """);
        }

        @ParameterizedTest
        @CsvSource({"none, false, false", "good, true, true", "bad, true, false"})
        void signsAsItIsTold(String signature, boolean signed, boolean good) throws Exception {
            String token = token();
            follow(
                    "[{\"callback\":{\"when\":\"before\",\"signature\":\"%s\"}}]"
                            .formatted(signature));

            ask(token);

            CallbackSink.Received callback = hub.received().getFirst();
            String header = callback.header("X-netomi-signature");
            assertThat(!header.isEmpty()).isEqualTo(signed);
            assertThat(header.equals(sign(SECRET, callback.body()))).isEqualTo(good);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[{\"unknown\":1}]",
                    "[{\"callback\":{\"chunks\":2,\"order\":[2]}}]",
                    "[{\"callback\":{\"times\":101}}]",
                    "[{\"status\":99}]",
                    "[{\"repeat\":-1}]"
                })
        void refusesWhatItCannotPlay(String script) throws Exception {
            assertThat(control("/script", script).statusCode()).isEqualTo(400);
        }

        @Test
        void isToldWhomToCallBack() throws Exception {
            simulators.netomi().webhooks().tell(null);

            assertThat(control("/webhook", "null").body()).isEqualTo("{\"configured\":false}");
            assertThat(
                            control(
                                            "/webhook",
                                            "{\"url\":\"%s\",\"bearerToken\":\"b\"}"
                                                    .formatted(hub.url()))
                                    .body())
                    .isEqualTo("{\"configured\":true}");
        }
    }
}
