package dev.switchboard.adapter.in.web.pega;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.adapter.in.web.fakes.FakeDeskTokens;
import dev.switchboard.adapter.in.web.fakes.FakeReplies;
import dev.switchboard.adapter.in.web.fakes.FakeReplies.Shown;
import dev.switchboard.adapter.in.web.fakes.Hub;
import dev.switchboard.adapter.in.web.fakes.WebTest;
import dev.switchboard.application.port.in.message.AcceptReply.Asked;
import dev.switchboard.application.port.in.message.AcceptReply.Effect;
import dev.switchboard.application.port.in.message.AcceptReply.Once;
import dev.switchboard.application.port.in.message.AcceptReply.Reply;
import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;
import dev.switchboard.domain.message.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The HTTP part of the desks' webhook (`docs/protocol/pega.md`): proofs, bodies, refusals.
@WebTest
@ExtendWith(OutputCaptureExtension.class)
class PegaWebhookTest {

    private static final int MIB = 1024 * 1024;
    private static final Target DESK = new Target(Target.Kind.DESK, "pega/default");
    private static final ConversationId C1 = new ConversationId("pega:default/C-1");
    private static final String TEXT =
            "{\"type\":\"text\",\"customer_id\":\"C-1\",\"message_id\":\"m-1\","
                    + "\"author\":\"bot\",\"text\":[\"Hi\"]}";

    private final Hub hub;
    private final FakeDeskTokens tokens;
    private final FakeReplies replies;

    PegaWebhookTest(Hub hub, FakeDeskTokens tokens, FakeReplies replies) {
        this.hub = hub;
        this.tokens = tokens;
        this.replies = replies;
    }

    @BeforeEach
    void configure() {
        tokens.configured(true);
        replies.forget();
    }

    @AfterEach
    void leaveTheHubAsItWas() {
        tokens.configured(false);
        replies.forget();
    }

    private HttpResponse<String> call(String body) {
        return call("Bearer genuine", BodyPublishers.ofString(body));
    }

    private HttpResponse<String> call(String authorization, BodyPublisher body) {
        return hub.send(hub.request("/webhook").header("Authorization", authorization).POST(body));
    }

    private Reply accepted(String body) {
        assertTaken(call(body));
        return replies.accepted().getLast();
    }

    private static String withCustomer(String members) {
        return "{\"type\":\"text\",\"text\":[\"Hi\"]," + members + "}";
    }

    private static void assertTaken(HttpResponse<String> answer) {
        assertPlain(answer, 200, "OK");
    }

    private static void assertPlain(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(text);
        assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
                .isEqualToIgnoringCase("text/plain;charset=utf-8");
    }

    @Nested
    class Callers {

        @Test
        void areToldThatNothingIsConfigured() {
            tokens.configured(false);

            assertPlain(call(TEXT), 503, "not configured");
            assertPlain(hub.post("/webhook", TEXT), 503, "not configured");
        }

        @Test
        void needAToken() {
            assertPlain(hub.post("/webhook", TEXT), 401, "forbidden");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Basic genuine",
                    "Bearer",
                    "Bearer ",
                    "genuine",
                    "Bearer a b",
                    "Bearer x"
                })
        void needATokenThatCanBeRead(String authorization) {
            assertPlain(call(authorization, BodyPublishers.ofString(TEXT)), 401, "forbidden");
        }

        @Test
        void showOneTokenOnly() {
            HttpRequest.Builder two =
                    hub.request("/webhook")
                            .header("Authorization", "Bearer genuine")
                            .header("Authorization", "Bearer genuine")
                            .POST(BodyPublishers.ofString(TEXT));

            assertPlain(hub.send(two), 401, "forbidden");
        }

        @Test
        void needAGoodToken() {
            assertPlain(call("Bearer stale", BodyPublishers.ofString(TEXT)), 403, "forbidden");
            assertThat(replies.accepted()).isEmpty();
        }

        @Test
        void mayCallTheSchemeAsTheyLike() {
            assertTaken(call("bearer  genuine", BodyPublishers.ofString(TEXT)));
        }

        /// The announced body never comes, so a hub that waited for it would not answer.
        @Test
        void areJudgedBeforeTheirBodiesAreRead() throws IOException {
            String head = head("Authorization: Bearer stale", "Content-Length: 1000000");

            assertThat(firstLineOf(head)).contains(" 403 ");
        }

        @Test
        void areJudgedBeforeTheirBodiesAreMeasured() throws IOException {
            String head = head("Content-Length: 99999999");

            assertThat(firstLineOf(head)).contains(" 401 ");
        }

        /// The body may come after the answer, followed by the next request.
        @Test
        void mayAskAgainOnTheSameConnection() throws IOException {
            try (Socket socket = new Socket("localhost", hub.port())) {
                socket.setSoTimeout(10_000);
                for (int i = 0; i < 3; i++) {
                    send(socket, head("Content-Length: 4"));
                    assertThat(answerOf(socket)).startsWith("HTTP/1.1 401 ");
                    send(socket, "late");
                }
            }
        }

        private static void send(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        }

        private static String answerOf(Socket socket) throws IOException {
            StringBuilder answer = new StringBuilder();
            InputStream in = socket.getInputStream();
            while (!answer.toString().endsWith("\r\n\r\nforbidden")) {
                int read = in.read();
                assertThat(read).as(answer.toString()).isNotNegative();
                answer.append((char) read);
            }
            return answer.toString();
        }

        private static String head(String... headers) {
            String more = String.join("\r\n", headers);
            return String.join("\r\n", "POST /webhook HTTP/1.1", "Host: hub", more, "", "");
        }

        private String firstLineOf(String head) throws IOException {
            try (Socket socket = new Socket("localhost", hub.port())) {
                socket.setSoTimeout(10_000);
                send(socket, head);
                byte[] answer = socket.getInputStream().readNBytes(16);
                return new String(answer, StandardCharsets.US_ASCII);
            }
        }
    }

    @Nested
    class Methods {

        @Test
        void areNamedToWhoAsks() {
            HttpRequest.Builder preflight =
                    hub.request("/webhook")
                            .header("Access-Control-Request-Method", "POST")
                            .header("Origin", "https://evil.example")
                            .method("OPTIONS", BodyPublishers.noBody());

            HttpResponse<String> answer = hub.send(preflight);

            assertThat(answer.statusCode()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
        void areTwo(String method) {
            HttpResponse<String> answer = hub.send(method, "/webhook", "");

            assertPlain(answer, 405, "method not allowed");
            assertThat(answer.headers().firstValue("Allow")).hasValue("POST, OPTIONS");
        }
    }

    @Nested
    class Bodies {

        @Test
        void mayHaveOneMebibyte() {
            String body = TEXT.replace("Hi", "x".repeat(MIB - TEXT.length() + 2));

            assertThat(body).hasSize(MIB);
            assertTaken(call(body));
            assertPlain(call(body + " "), 413, "payload too large");
        }

        @Test
        void areCountedWhereTheyDoNotSayHowLongTheyAre() {
            byte[] large = new byte[MIB + 1];
            BodyPublisher endless =
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

            assertPlain(call("Bearer genuine", endless), 413, "payload too large");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "junk",
                    "[]",
                    "\"text\"",
                    "null",
                    "{",
                    "{}{}",
                    "{\"a\":NaN}",
                    "{\"type\":\"text\",\"type\":\"menu\"}",
                    "\uFEFF{}"
                })
        void mustBeOneJsonObject(String body) {
            assertPlain(call(body), 400, "bad request");
            assertThat(replies.accepted()).isEmpty();
        }

        @Test
        void mustBeUtf8() {
            BodyPublisher latin =
                    BodyPublishers.ofByteArray(
                            "{\"text\":\"Grüße\"}".getBytes(StandardCharsets.ISO_8859_1));

            assertPlain(call("Bearer genuine", latin), 400, "bad request");
        }

        @Test
        void mayBeFiftyLevelsDeep() {
            String fifty = "{\"a\":" + "[".repeat(49) + "]".repeat(49) + "}";
            String more = "{\"a\":" + "[".repeat(50) + "]".repeat(50) + "}";
            String bomb = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

            assertTaken(call(fifty));
            assertPlain(call(more), 400, "bad request");
            assertPlain(call(bomb), 400, "bad request");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/json; charset=utf-16",
                    "nonsense"
                })
        void areReadWhateverTheyCallThemselves(String contentType) {
            HttpRequest.Builder request =
                    hub.request("/webhook")
                            .header("Authorization", "Bearer genuine")
                            .header("Content-Type", contentType)
                            .header("Accept", "image/png")
                            .POST(BodyPublishers.ofString(TEXT));

            assertTaken(hub.send(request));
            assertThat(replies.accepted().getLast().content().text()).isEqualTo(TEXT);
        }

        @Test
        void areNotInflated() {
            HttpRequest.Builder request =
                    hub.request("/webhook")
                            .header("Authorization", "Bearer genuine")
                            .header("Content-Encoding", "gzip")
                            .POST(BodyPublishers.ofString(TEXT));

            assertPlain(hub.send(request), 415, "unsupported media type");
        }

        @Test
        void arePassedOnLetterByLetter() {
            String odd =
                    "\n{ \"type\" : \"text\",\t\"customer_id\":\"C-1\", \"n\":1.50e3,"
                            + "\"text\":[\"<script>\\u00e9 Grüße 👨‍👩‍👧 e\u0301 \\ud83d\"] }\r\n";

            assertThat(accepted(odd).content().text()).isEqualTo(odd);
        }

        @Test
        void staySecret(CapturedOutput output) {
            accepted(TEXT.replace("Hi", "canary-text"));
            call(TEXT.replace("Hi", "canary-text") + "junk");
            call("Bearer canary-token", BodyPublishers.ofString("canary-body"));

            assertThat(output.getAll()).doesNotContain("canary", "C-1");
        }
    }

    @Nested
    class Replies {

        @Test
        void comeFromTheBot() {
            Reply reply = accepted(TEXT);

            assertThat(reply.conversation()).isEqualTo(C1);
            assertThat(reply.origin()).isEqualTo("pega");
            assertThat(reply.from()).isEqualTo(DESK);
            assertThat(reply.author()).isEqualTo(new Author(Party.BOT, "pega/default"));
            assertThat(reply.content()).isEqualTo(new Content(TEXT));
            assertThat(reply.asked()).isEqualTo(Asked.NOTHING);
            assertThat(reply.part()).isNull();
            assertThat(reply.effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void comeFromAnAgentWithAName() {
            Reply reply = accepted(withCustomer("\"customer_id\":\"C-1\",\"csr_name\":\"Anna\""));

            assertThat(reply.author()).isEqualTo(new Author(Party.AGENT, "Anna"));
        }

        @Test
        void comeFromTheConnectionWhoseTokenCame() {
            call("Bearer genuine-two", BodyPublishers.ofString(TEXT));

            Reply reply = replies.accepted().getLast();
            assertThat(reply.conversation()).isEqualTo(new ConversationId("pega:two/C-1"));
            assertThat(reply.from()).isEqualTo(new Target(Target.Kind.DESK, "pega/two"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"text\",\"customer_id\":\"C-1\",\"text\":\"plain\"}",
                    "{\"type\":\"text\",\"customer_id\":\"C-1\",\"pyEntryText\":\"plain\"}",
                    "{\"type\":\"menu\",\"customer_id\":\"C-1\",\"items\":[{\"text\":\"a\",\"payload\":\"b\"}]}",
                    "{\"type\":\"carousel\",\"customer_id\":\"C-1\",\"items\":[{\"x\":{}}]}",
                    "{\"type\":\"link_button\",\"customer_id\":\"C-1\",\"title\":\"t\",\"label\":\"l\",\"url\":\"u\"}",
                    "{\"type\":\"wait_time\",\"customer_id\":\"C-1\",\"minutes\":3}",
                    "{\"type\":\"hologram\",\"customer_id\":\"C-1\"}",
                    "{\"type\":7,\"customer_id\":\"C-1\"}",
                    "{\"customer_id\":\"C-1\"}"
                })
        void mayBeOfAnyType(String body) {
            Reply reply = accepted(body);

            assertThat(reply.conversation()).isEqualTo(C1);
            assertThat(reply.content().text()).isEqualTo(body);
            assertThat(reply.effect()).isEqualTo(Effect.NONE);
        }

        @Test
        void mayEndTheAgentSession() {
            Reply reply = accepted("{\"type\":\"csr_end_session\",\"customer_id\":\"C-1\"}");

            assertThat(reply.effect()).isEqualTo(Effect.ENDS_AGENT_SESSION);
        }

        @Test
        void areNotKeptWhereSomebodyOnlyTypes() {
            String typing = "{\"type\":\"typing_indicator\",\"customer_id\":\"C-1\"}";

            assertTaken(call(typing));
            assertTaken(call("{\"type\":\"typing_indicator\"}"));

            assertThat(replies.ephemeral()).containsExactly(new Shown(C1, new Content(typing)));
            assertThat(replies.accepted()).isEmpty();
        }

        @Test
        void areNotAcknowledgedWhileTheStoreIsAway() {
            replies.storeIsAway(true);

            HttpResponse<String> answer = call(TEXT);

            assertPlain(answer, 503, "unavailable");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        }
    }

    @Nested
    class Customers {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"customer_id\":\"C-1\",\"customer\":{\"id\":\"C-2\"} | C-1",
                    "\"customer\":{\"id\":\"C-2\",\"profile_id\":\"C-3\"}  | C-2",
                    "\"customer\":{\"profile_id\":\"C-3\"}                 | C-3",
                    "\"customer_id\":null,\"customer\":{\"id\":\"C-2\"}    | C-2",
                    "\"customer_id\":\"\",\"customer\":{\"id\":\"C-2\"}    | C-2",
                    "\"customer_id\":42                                    | 42",
                    "\"customer_id\":42.0                                  | 42",
                    "\"customer_id\":12345678901234567890                  | 12345678901234567890",
                    "\"customer_id\":4.2e1                                 | 42",
                    "\"customer_id\":\"Zoë/7:x\"                           | Zoë/7:x"
                })
        void areFoundWhereverTheyAreNamed(String members, String customer) {
            assertThat(accepted(withCustomer(members)).conversation())
                    .isEqualTo(new ConversationId("pega:default/" + customer));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"x\":1",
                    "\"customer_id\":null",
                    "\"customer_id\":{}",
                    "\"customer_id\":true",
                    "\"customer\":\"C-1\"",
                    "\"customer_id\":\"a b\"",
                    "\"customer_id\":\"a\\u0000\"",
                    "\"customer_id\":\"\\ud800\"",
                    "\"customer_id\":1e999"
                })
        void mayBeNobodyWeKnow(String members) {
            Reply reply = accepted(withCustomer(members));

            assertThat(reply.conversation()).isNull();
            assertThat(reply.from()).isEqualTo(DESK);
        }

        @Test
        void haveNamesOfTwoHundredLetters() {
            String longest = "c".repeat(200);

            assertThat(accepted(withCustomer("\"customer_id\":\"" + longest + "\"")).conversation())
                    .isEqualTo(new ConversationId("pega:default/" + longest));
            assertThat(
                            accepted(withCustomer("\"customer_id\":\"" + longest + "c\""))
                                    .conversation())
                    .isNull();
        }
    }

    @Nested
    class Repeats {

        @Test
        void areKnownForEightDays() {
            Once first = requireNonNull(accepted(TEXT).once());

            assertThat(accepted(TEXT).once()).isEqualTo(first);
            assertThat(first.life()).isEqualTo(Duration.ofDays(8));
            assertThat(first.key()).hasSizeBetween(1, 500);
        }

        @ParameterizedTest
        @CsvSource({"Hi, Hello", "m-1, m-2", "C-1, C-2", "text, menu"})
        void areNoneIfAnythingDiffers(String part, String other) {
            assertThat(accepted(TEXT.replace("\"" + part + "\"", "\"" + other + "\"")).once())
                    .isNotNull()
                    .isNotEqualTo(accepted(TEXT).once());
        }

        @Test
        void areNoneOnAnotherConnection() {
            Reply here = accepted(TEXT);
            call("Bearer genuine-two", BodyPublishers.ofString(TEXT));

            assertThat(replies.accepted().getLast().once()).isNotEqualTo(here.once());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\"x\":1",
                    "\"message_id\":null",
                    "\"message_id\":\"\"",
                    "\"message_id\":[1]"
                })
        void areNotKnownWithoutAnId(String members) {
            assertThat(accepted("{\"customer_id\":\"C-1\"," + members + "}").once()).isNull();
        }

        @Test
        void areKnownByNumbersToo() {
            assertThat(accepted("{\"customer_id\":\"C-1\",\"message_id\":1700000000000}").once())
                    .isNotNull();
        }
    }

    @Test
    void isDocumentedWithExamples() {
        String api = hub.get("/v3/api-docs").body();

        assertThat(api).contains("/webhook\"", "csr_end_session", "link_button", "csr_name");
    }
}
