package dev.switchboard.simulators;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.simulators.pega.PegaAccount;
import dev.switchboard.simulators.script.CallbackResult;
import dev.switchboard.simulators.script.ScriptedUpstream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The simulated desk of demo and tests.
class PegaSimulatorIT {

    private static final String SECRET = "sixteen bytes ok";
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.750Z");
    private static final long SECOND = NOW.getEpochSecond();

    private final Http http = new Http();
    private SimulatorServer simulators;
    private CallbackSink hub;
    private ScriptedUpstream pega;

    @BeforeEach
    void start() throws IOException {
        simulators = SimulatorServer.start(Clock.fixed(NOW, ZoneOffset.UTC));
        hub = new CallbackSink();
        pega = simulators.pega().upstream();
        simulators.pega().accounts().tell(new PegaAccount("conn-1", SECRET, URI.create(hub.url())));
    }

    @AfterEach
    void stop() {
        http.close();
        hub.close();
        simulators.close();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String signed(String header, String claims, String secret) {
        String text = encoded(header) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            byte[] hmac = mac.doFinal(text.getBytes(UTF_8));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(String issuer, long issuedAt) {
        String claims =
                "{\"iss\":\""
                        + issuer
                        + "\",\"iat\":"
                        + issuedAt
                        + ",\"exp\":"
                        + (SECOND + 30)
                        + "}";
        return signed("{\"typ\":\"JWT\",\"alg\":\"HS256\"}", claims, SECRET);
    }

    private static String text(String words) {
        return "{\"type\":\"text\",\"customer_id\":\"C-1\",\"customer_name\":\"Ann\","
                + "\"message_id\":\"m-"
                + words
                + "\",\"text\":[\""
                + words
                + "\"]}";
    }

    private HttpResponse<String> post(String token, String body)
            throws IOException, InterruptedException {
        return http.send(
                "POST",
                simulators.pega().url(),
                body,
                "Authorization",
                "Bearer " + token,
                "connection_id",
                "conn-1");
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return post(token("conn-1", SECOND), body);
    }

    private HttpResponse<String> control(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(method, simulators.url().resolve(path), body);
    }

    private CallbackSink.Received callback(int index) {
        await().until(() -> hub.received().size() > index);
        return hub.received().get(index);
    }

    private static String claimsOf(CallbackSink.Received callback) {
        String token = callback.header("Authorization").substring("Bearer ".length());
        String[] parts = token.split("\\.", -1);
        String header = new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        assertThat(token).isEqualTo(signed(header, claims, SECRET));
        return claims;
    }

    @Nested
    class Callers {

        @Test
        void areTaken() throws Exception {
            assertThat(send(text("Hello")).statusCode()).isEqualTo(200);
            assertThat(pega.calls().getFirst().body()).isEqualTo(text("Hello"));
            assertThat(pega.calls().getFirst().header("connection_id")).isEqualTo("conn-1");
        }

        @ParameterizedTest
        @CsvSource({"conn-2, 0", "conn-1, -301", "conn-1, 61"})
        void needAGoodToken(String issuer, long offset) throws Exception {
            HttpResponse<String> answer = post(token(issuer, SECOND + offset), text("Hello"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(pega.totalCalls()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "x", "a.b", "a.b.c", "!.!.!"})
        void needAToken(String token) throws Exception {
            assertThat(post(token, text("Hello")).statusCode()).isEqualTo(401);
        }

        @Test
        void needTheRightAlgorithmSecretAndTime() throws Exception {
            String claims = "{\"iss\":\"conn-1\",\"iat\":" + SECOND + "}";
            String over =
                    "{\"iss\":\"conn-1\",\"iat\":" + SECOND + ",\"exp\":" + (SECOND - 1) + "}";
            String header = "{\"alg\":\"HS256\"}";

            assertThat(
                            post(signed("{\"alg\":\"HS512\"}", claims, SECRET), text("Hello"))
                                    .statusCode())
                    .isEqualTo(401);
            assertThat(post(signed(header, claims, "another secret!!"), text("Hello")).statusCode())
                    .isEqualTo(401);
            assertThat(post(signed(header, over, SECRET), text("Hello")).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void areNobodyWithoutAnAccount() throws Exception {
            simulators.pega().accounts().tell(null);

            assertThat(send(text("Hello")).statusCode()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(strings = {"junk", "{}", "{\"type\":\"text\"}", "{\"customer_id\":\"C-1\"}"})
        void needAMessage(String body) throws Exception {
            assertThat(send(body).statusCode()).isEqualTo(400);
        }
    }

    @Nested
    class WithoutAScript {

        @Test
        void echoesAsTheBotWithATokenOfItsOwn() throws Exception {
            send(text("Hello"));

            assertThat(callback(0).body())
                    .isEqualTo(
                            """
                            {"type":"text","customer_id":"C-1","message_id":"answer-to-m-Hello",\
                            "author":"bot","text":["You said: Hello"]}\
                            """);
            assertThat(claimsOf(callback(0)))
                    .isEqualTo("{\"iss\":\"conn-1\",\"iat\":" + SECOND + "}");
            await().until(() -> !pega.callbacks().isEmpty());
            assertThat(pega.callbacks()).containsExactly(new CallbackResult("C-1", 200, ""));
        }

        @ParameterizedTest
        @CsvSource({
            "menu, '\"type\":\"menu\"', '\"payload\":\"order\"'",
            "carousel, '\"type\":\"carousel\"', '\"image_url\"'",
            "link, '\"type\":\"link_button\"', '\"label\":\"Open\"'",
            "wait, '\"type\":\"wait_time\"', '\"waitTime\":120'",
            "attachment, '\"type\":\"text\"', '\"file_name\":\"receipt.pdf\"'",
            "end, '\"type\":\"csr_end_session\"', '\"customer_id\":\"C-1\"'",
            "Agent please, '\"csr_name\":\"Anna\"', 'Hello, this is Anna.'"
        })
        void knowsTheKeywordsOfTheContract(String words, String part, String other)
                throws Exception {
            send(text(words));

            assertThat(callback(0).body()).contains(part, other);
        }

        @Test
        void typesBeforeItAnswers() throws Exception {
            send(text("typing"));

            assertThat(callback(0).body()).contains("\"type\":\"typing_indicator\"");
            assertThat(callback(1).body()).contains("You said: typing");
        }

        @Test
        void letsTheAgentAnswerUntilTheSessionEnds() throws Exception {
            send(text("agent"));
            var _ = callback(0);
            send(text("Hello"));
            assertThat(callback(1).body()).contains("\"csr_name\":\"Anna\"", "You said: Hello");

            send("{\"type\":\"customer_end_session\",\"customer_id\":\"C-1\"}");
            send(text("Hello again"));

            assertThat(callback(2).body()).contains("\"author\":\"bot\"").doesNotContain("Anna");
        }

        @ParameterizedTest
        @ValueSource(strings = {"typing_indicator", "customer_end_session", "wait_time"})
        void saysNothingToSigns(String type) throws Exception {
            send("{\"type\":\"" + type + "\",\"customer_id\":\"C-1\"}");
            send(text("Hello"));

            assertThat(callback(0).body()).contains("You said: Hello");
        }

        @Test
        void answersNumbersByNumbers() throws Exception {
            send(text("Hello").replace("\"C-1\"", "17").replace("\"m-Hello\"", "1700000000000"));

            assertThat(callback(0).body())
                    .contains("\"customer_id\":17,", "\"answer-to-1700000000000\"");
        }
    }

    @Nested
    class Faults {

        @Test
        void areStatusesWithoutACallback() throws Exception {
            pega.follow(
                    "[{\"status\":401},{\"status\":429,\"retryAfter\":\"7\"},{\"status\":500}]");

            assertThat(send(text("a")).statusCode()).isEqualTo(401);
            HttpResponse<String> busy = send(text("b"));
            assertThat(busy.statusCode()).isEqualTo(429);
            assertThat(busy.headers().firstValue("Retry-After")).hasValue("7");
            assertThat(send(text("c")).statusCode()).isEqualTo(500);
            assertThat(send(text("d")).statusCode()).isEqualTo(200);
            assertThat(callback(0).body()).contains("You said: d");
        }

        @Test
        void breakTheConnection() {
            pega.follow("[{\"drop\":\"close\"}]");

            assertThatThrownBy(() -> send(text("a"))).isInstanceOf(IOException.class);
        }

        @Test
        void takeAMessageAndNeverSaySo() {
            pega.follow("[{\"drop\":\"hang\",\"callback\":{\"when\":\"before\"}}]");

            CompletableFuture<HttpResponse<String>> answer =
                    http.begin(
                            "POST",
                            simulators.pega().url(),
                            text("a"),
                            "Authorization",
                            "Bearer " + token("conn-1", SECOND),
                            "connection_id",
                            "conn-1");

            assertThat(callback(0).body()).contains("You said: a");
            assertThat(answer).isNotDone();
        }

        @Test
        void callBackBeforeTheAnswer() throws Exception {
            pega.follow("[{\"callback\":{\"when\":\"before\"}}]");

            send(text("a"));

            assertThat(hub.received()).hasSize(1);
        }

        @Test
        void sayTheSameTwice() throws Exception {
            pega.follow("[{\"callback\":{\"when\":\"after\",\"times\":2}}]");

            send(text("a"));

            assertThat(callback(1).body()).isEqualTo(callback(0).body());
        }

        @Test
        void reverseTheOrder() throws Exception {
            pega.follow("[{\"repeat\":3,\"callback\":{\"reverse\":true}}]");

            send(text("a"));
            send(text("b"));
            send(text("c"));

            assertThat(callback(0).body()).contains("You said: c");
            assertThat(callback(1).body()).contains("You said: b");
            assertThat(callback(2).body()).contains("You said: a");
        }

        @Test
        void keepSilent() throws Exception {
            pega.follow("[{\"callback\":{\"when\":\"never\"}}]");

            send(text("a"));
            send(text("b"));

            assertThat(callback(0).body()).contains("You said: b");
        }

        @ParameterizedTest
        @CsvSource({
            "'{\"type\":\"hologram\"}', '{\"type\":\"hologram\",\"customer_id\":\"C-1\",\"message_id\":\"answer-to-m-a\"}'",
            "'{\"type\":\"text\",\"customer\":{\"id\":\"C-1\"}}', '{\"type\":\"text\",\"customer\":{\"id\":\"C-1\"},\"message_id\":\"answer-to-m-a\"}'",
            "'{\"type\":\"x\",\"customer_id\":\"C-2\",\"message_id\":7}', '{\"type\":\"x\",\"customer_id\":\"C-2\",\"message_id\":7}'",
            "'\"junk\"', junk"
        })
        void sayWhatTheScriptSays(String data, String body) throws Exception {
            pega.follow("[{\"callback\":{\"when\":\"before\",\"data\":" + data + "}}]");

            send(text("a"));

            assertThat(hub.received().getFirst().body()).isEqualTo(body);
        }

        @Test
        void signWithAForeignIssuerOrAnOldTimeOrNotAtAll() throws Exception {
            pega.follow(
                    """
                    [{"callback":{"when":"before","proof":"wrong"}},
                     {"callback":{"when":"before","ageSeconds":301}},
                     {"callback":{"when":"before","proof":"none"}}]
                    """);

            send(text("a"));
            send(text("b"));
            send(text("c"));

            assertThat(claimsOf(callback(0))).contains("\"iss\":\"nobody\"");
            assertThat(claimsOf(callback(1))).contains("\"iat\":" + (SECOND - 301));
            assertThat(callback(2).header("Authorization")).isEmpty();
        }
    }

    @Nested
    class Control {

        @Test
        void saysSomethingUnasked() throws Exception {
            String data = "{\"type\":\"text\",\"customer_id\":\"C-9\",\"text\":[\"Ping\"]}";

            HttpResponse<String> done =
                    control("POST", "/sim/pega/events", "{\"times\":2,\"data\":" + data + "}");

            assertThat(done.body())
                    .isEqualTo(
                            """
                            {"callbacks":[{"sessionId":"C-9","status":200,"body":""},\
                            {"sessionId":"C-9","status":200,"body":""}]}\
                            """);
            assertThat(hub.received())
                    .extracting(CallbackSink.Received::body)
                    .containsExactly(data, data);
        }

        @Test
        void changesTheAccount() throws Exception {
            String account =
                    "{\"connectionId\":\"conn-1\",\"secret\":\"another secret!!\",\"webhookUrl\":\""
                            + hub.url()
                            + "\"}";

            assertThat(control("PUT", "/sim/pega/account", account).body())
                    .isEqualTo("{\"configured\":true}");

            assertThat(send(text("a")).statusCode()).isEqualTo(401);
            assertThat(control("PUT", "/sim/pega/account", "null").body())
                    .isEqualTo("{\"configured\":false}");
        }

        @ParameterizedTest
        @CsvSource({"PUT, account", "POST, events"})
        void refusesWhatItCannotRead(String method, String order) throws Exception {
            assertThat(control(method, "/sim/pega/" + order, "{\"x\":1}").statusCode())
                    .isEqualTo(400);
        }

        @Test
        void followsScriptsAndShowsCallsAsOthersDo() throws Exception {
            assertThat(control("PUT", "/sim/pega/script", "[{\"status\":503}]").body())
                    .isEqualTo("{\"steps\":1}");
            send(text("a"));

            assertThat(control("GET", "/sim/pega/calls", "").body()).contains("\"m-a\"");
            assertThat(control("DELETE", "/sim/pega/calls", "").statusCode()).isEqualTo(200);
            assertThat(List.copyOf(pega.calls())).isEmpty();
        }
    }
}
