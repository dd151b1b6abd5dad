package dev.switchboard.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.ScriptedUpstream;
import dev.switchboard.simulators.script.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelSimulatorIT {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.parse("2025-05-27T21:10:00.750Z");

    private final Http http = new Http();
    private SimulatorServer simulators;
    private CallbackSink hub;
    private ScriptedUpstream channel;
    private URI endpoint;

    @BeforeEach
    void start() throws IOException {
        simulators = SimulatorServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
        hub = new CallbackSink();
        channel = simulators.channel("slack-sim");
        endpoint = simulators.endpointOf("slack-sim");
    }

    @AfterEach
    void stop() {
        http.close();
        hub.close();
        simulators.close();
    }

    private String message(String text) {
        return """
        {"channel_id":"slack-sim","session_id":"abc123","message":"%s","response_url":"%s?t=m1.mac"}\
        """
                .formatted(text, hub.url());
    }

    private HttpResponse<String> send(String text) throws IOException, InterruptedException {
        return http.send("POST", endpoint, message(text));
    }

    private CompletableFuture<HttpResponse<String>> begin(String text) {
        return http.begin("POST", endpoint, message(text));
    }

    private List<String> callbackTexts() {
        return hub.received().stream()
                .map(CallbackSink.Received::body)
                .map(body -> body.replaceAll(".*Received message: '(.*)'.*", "$1"))
                .toList();
    }

    @Nested
    class WithoutAScript {

        @Test
        void callsBackAsTheSampleDoesBeforeItAnswers() throws Exception {
            HttpResponse<String> answer = send("Hello, Slack!");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(answer.body()).isEqualTo("{\"success\":true,\"message\":\"Response sent\"}");
            CallbackSink.Received callback = hub.received().getFirst();
            assertThat(callback.uri()).isEqualTo("/webhook-response?t=m1.mac");
            assertThat(callback.body())
                    .isEqualTo(
                            """
                            {"session_id":"abc123","response_data":{\
                            "text":"Received message: 'Hello, Slack!'",\
                            "platform":"Slack (simulated)","timestamp":"2025-05-27T21:10:00Z"}}\
                            """);
        }

        @Test
        void refusesAMessageThatLacksAField() throws Exception {
            List<String> incomplete =
                    List.of(
                            "",
                            "no json",
                            "[]",
                            "{\"session_id\":\"a\",\"message\":\"b\"}",
                            message("b").replace("abc123", ""),
                            message("b").replace("\"b\"", "{}"),
                            message("b").replace("\"b\"", "0"),
                            message("b").replace("http:", "gopher:"));

            for (String body : incomplete) {
                HttpResponse<String> answer = http.send("POST", endpoint, body);

                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(answer.body())
                        .isEqualTo("{\"success\":false,\"error\":\"Missing required fields\"}");
            }
            assertThat(hub.received()).isEmpty();
        }

        @Test
        void quotesAMessageThatIsNotText() throws Exception {
            http.send("POST", endpoint, message("b").replace("\"b\"", "{\"a\":[1,2]}"));

            assertThat(hub.received().getFirst().body())
                    .contains("Received message: '{\\\"a\\\":[1,2]}'");
        }

        @Test
        void failsWhenNobodyTakesTheCallback() throws Exception {
            hub.close();

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body())
                    .isEqualTo("{\"success\":false,\"error\":\"Callback failed\"}");
            assertThat(channel.callbacks()).extracting(CallbackResult::status).containsOnlyNulls();
        }

        @Test
        void knowsEachChannelByItsOwnName() throws Exception {
            simulators.channel("teams-sim").follow("[{\"status\":503}]");

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(simulators.channel("teams-sim").totalCalls()).isZero();
        }
    }

    @Nested
    class Answering {

        @Test
        void takesOneStepForEachRequestAndThenGoesOnAsBefore() throws Exception {
            channel.follow("[{\"status\":503,\"repeat\":2},{\"status\":401}]");

            List<Integer> statuses =
                    List.of(
                            send("1").statusCode(),
                            send("2").statusCode(),
                            send("3").statusCode(),
                            send("4").statusCode());

            assertThat(statuses).containsExactly(503, 503, 401, 200);
            assertThat(callbackTexts()).containsExactly("4");
        }

        @Test
        void saysWhenToComeBack() throws Exception {
            channel.follow("[{\"status\":429,\"retryAfter\":2}]");

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        }

        @Test
        void answersTextThatIsNotJson() throws Exception {
            channel.follow("[{\"status\":404,\"body\":\"no such room\"},{\"body\":\"<html>\"}]");

            HttpResponse<String> refusal = send("1");
            HttpResponse<String> junk = send("2");

            assertThat(refusal.statusCode()).isEqualTo(404);
            assertThat(refusal.body()).isEqualTo("no such room");
            assertThat(junk.statusCode()).isEqualTo(200);
            assertThat(junk.body()).isEqualTo("<html>");
            assertThat(junk.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
        }

        @Test
        void answersJsonOrNothing() throws Exception {
            channel.follow("[{\"body\":{\"ts\":\"17.5\"}},{\"body\":null},{\"status\":204}]");

            List<String> bodies = List.of(send("1").body(), send("2").body(), send("3").body());

            assertThat(bodies).containsExactly("{\"ts\":\"17.5\"}", "", "");
        }

        @Test
        void takesItsTime() throws Exception {
            channel.follow("[{\"delayMs\":300}]");
            long start = System.nanoTime();

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(ms(299));
        }

        @Test
        void closesTheConnectionWithoutAnAnswer() {
            channel.follow("[{\"drop\":\"close\"}]");

            assertThatThrownBy(() -> send("Hello")).isInstanceOf(IOException.class);

            assertThat(channel.totalCalls()).isEqualTo(1);
            assertThat(hub.received()).isEmpty();
        }

        @Test
        void neverAnswersAndIsCutByTheShutdown() {
            channel.follow("[{\"drop\":true}]");
            CompletableFuture<HttpResponse<String>> hanging = begin("Hello");
            await().until(() -> channel.totalCalls() == 1);

            await().during(ms(300)).until(() -> !hanging.isDone());
            long start = System.nanoTime();
            simulators.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ms(5000));
            await().until(hanging::isCompletedExceptionally);
        }
    }

    @Nested
    class CallingBack {

        @Test
        void callsBackEarlyWhileTheAnswerIsStillOut() {
            channel.follow("[{\"delayMs\":60000,\"callback\":{\"when\":\"before\"}}]");

            CompletableFuture<HttpResponse<String>> waiting = begin("Hello");

            await().until(() -> hub.received().size() == 1);
            assertThat(waiting).isNotDone();
        }

        @Test
        void callsBackAndThenKeepsSilent() {
            channel.follow("[{\"drop\":\"hang\",\"callback\":{\"when\":\"before\"}}]");

            CompletableFuture<HttpResponse<String>> hanging = begin("Hello");

            await().until(() -> hub.received().size() == 1);
            assertThat(hanging).isNotDone();
        }

        @Test
        void callsBackAfterItsAnswer() throws Exception {
            channel.follow("[{\"callback\":{\"when\":\"after\",\"delayMs\":300}}]");

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(hub.received()).isEmpty();
            await().until(() -> hub.received().size() == 1);
        }

        @Test
        void callsBackThoughItFailsTheRequest() throws Exception {
            channel.follow("[{\"status\":500,\"callback\":{}}]");

            HttpResponse<String> answer = send("Hello");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(hub.received()).hasSize(1);
        }

        @Test
        void neverCallsBack() throws Exception {
            channel.follow("[{\"callback\":{\"when\":\"never\"}}]");

            HttpResponse<String> answer = send("1");
            send("2");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(callbackTexts()).containsExactly("2");
        }

        @Test
        void repeatsItselfWordForWord() throws Exception {
            channel.follow("[{\"callback\":{\"times\":3}}]");

            send("Hello");

            assertThat(hub.received()).hasSize(3);
            assertThat(hub.received().stream().map(CallbackSink.Received::body).distinct())
                    .hasSize(1);
            assertThat(channel.callbacks())
                    .extracting(CallbackResult::status)
                    .containsExactly(200, 200, 200);
        }

        @Test
        void callsBackTheLastMessageFirst() throws Exception {
            channel.follow(
                    "[{\"callback\":{\"reverse\":true},\"repeat\":2},{\"callback\":{\"reverse\":true}}]");

            send("1");
            send("2");
            assertThat(hub.received()).isEmpty();
            send("3");

            await().untilAsserted(() -> assertThat(callbackTexts()).containsExactly("3", "2", "1"));
        }

        @Test
        void saysWhatTheScriptWants() throws Exception {
            channel.follow("[{\"callback\":{\"data\":{\"text\":\"other\"}}}]");

            send("Hello");

            assertThat(hub.received().getFirst().body())
                    .isEqualTo(
                            "{\"session_id\":\"abc123\",\"response_data\":{\"text\":\"other\"}}");
        }
    }

    @Nested
    class Proving {

        @Test
        void leavesTheTokenAway() throws Exception {
            channel.follow("[{\"callback\":{\"proof\":\"none\"}}]");

            send("Hello");

            assertThat(hub.received().getFirst().uri()).isEqualTo("/webhook-response");
            assertThat(hub.received().getFirst().header("Webhook-signature")).isEmpty();
        }

        @Test
        void showsATokenThatNobodyIssued() throws Exception {
            channel.follow("[{\"callback\":{\"proof\":\"wrong\"}}]");

            send("Hello");

            assertThat(hub.received().getFirst().uri())
                    .isEqualTo("/webhook-response?t=never.issued");
        }

        @Test
        void signsByItsSecret() throws Exception {
            channel.trust(SECRET);
            channel.follow("[{\"callback\":{\"proof\":\"signature\",\"ageSeconds\":360}}]");

            http.send("POST", endpoint, message("Hello"), signed(SECRET, message("Hello")));

            CallbackSink.Received callback = hub.received().getFirst();
            String sixMinutesAgo = Long.toString(NOW.getEpochSecond() - 360);
            assertThat(callback.uri()).isEqualTo("/webhook-response");
            assertThat(callback.header("X-channel-id")).isEqualTo("slack-sim");
            assertThat(callback.header("Webhook-id")).isEqualTo("answer-to-msg_1");
            assertThat(callback.header("Webhook-timestamp")).isEqualTo(sixMinutesAgo);
            assertThat(callback.header("Webhook-signature"))
                    .isEqualTo(
                            WebhookSignature.sign(
                                    SECRET, "answer-to-msg_1", sixMinutesAgo, callback.body()));
        }

        @Test
        void signsByAnotherSecretWhereThereIsNoTokenToFake() throws Exception {
            channel.follow("[{\"callback\":{\"proof\":\"wrong\"}}]");

            http.send("POST", endpoint, message("Hello").replace("?t=m1.mac", ""));

            assertThat(hub.received().getFirst().header("Webhook-signature")).startsWith("v1,");
        }

        @Test
        void refusesAMessageItsSecretDidNotSign() throws Exception {
            channel.trust(SECRET);
            String other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

            int unsigned = send("Hello").statusCode();
            int signedByOther =
                    http.send("POST", endpoint, message("Hello"), signed(other, message("Hello")))
                            .statusCode();
            int altered =
                    http.send("POST", endpoint, message("Hello!"), signed(SECRET, message("Hello")))
                            .statusCode();

            assertThat(List.of(unsigned, signedByOther, altered)).containsOnly(401);
            assertThat(hub.received()).isEmpty();
        }

        private static String[] signed(String secret, String body) {
            String timestamp = Long.toString(NOW.getEpochSecond());
            return new String[] {
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                timestamp,
                "webhook-signature",
                "v1,b3RoZXI= " + WebhookSignature.sign(secret, "msg_1", timestamp, body)
            };
        }
    }

    private static Duration ms(long milliseconds) {
        return Duration.ofMillis(milliseconds);
    }
}
