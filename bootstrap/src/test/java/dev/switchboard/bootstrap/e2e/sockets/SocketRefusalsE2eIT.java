package dev.switchboard.bootstrap.e2e.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Refusals of the packaged hub to clients, and answers that every client gets.
@ExtendWith(LiveHubPool.class)
class SocketRefusalsE2eIT {

    private static final String ENTRANCE = "/socket.io/?EIO=4&transport=";
    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_LARGE = 1009;

    /// The limit for one message. The test sends only one too many: Jetty closes the connection at
    /// once, and unread data would destroy its last frame.
    private static final int MOST_FRAGMENTS = 64;

    private static final String A_MILLION = "x".repeat(1_000_000);

    private final LiveHub hub;

    SocketRefusalsE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null"})
    void letsNoForeignPageIn(String origin) {
        Answer polled = hub.stranger().get(ENTRANCE + "polling", "Origin", origin);
        CompletionException refused =
                catchThrowableOfType(
                        CompletionException.class,
                        () ->
                                HttpClient.newHttpClient()
                                        .newWebSocketBuilder()
                                        .header("Origin", origin)
                                        .buildAsync(webSocket(), new WebSocket.Listener() {})
                                        .join());

        assertThat(polled.status()).isEqualTo(403);
        assertThat(polled.header("Access-Control-Allow-Origin")).isNull();
        assertThat(refused.getCause())
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        handshake ->
                                assertThat(handshake.getResponse().statusCode()).isEqualTo(403));
    }

    private URI webSocket() {
        return URI.create(
                "ws://localhost:" + hub.process().url().getPort() + ENTRANCE + "websocket");
    }

    @Test
    void takesNoSocketsIdForThatOfASession() {
        try (Page page = Page.at(hub, Map.of())) {
            Answer answer = hub.stranger().get(ENTRANCE + "polling&sid=" + page.socketId());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("code").asInt()).isEqualTo(1);
            assertThat(page.connected()).isTrue();
        }
    }

    @Test
    void closesWhoeverSendsTooMuchAtOnce() {
        String polled = polled();
        WirePage page = WirePage.at(hub.process().url(), Map.of());

        Answer posted = hub.stranger().post(polled, "4" + A_MILLION);
        page.say("4" + A_MILLION);

        assertThat(posted.status()).isEqualTo(413);
        assertThat(hub.stranger().get(polled).status()).isEqualTo(400);
        assertThat(page.awaitEnd()).isEqualTo(TOO_LARGE);
    }

    @Test
    void cutsAMessageThatIsOverTheLimitBeforeItIsAllHere() {
        WirePage page = WirePage.at(hub.process().url(), Map.of());

        page.begin("4" + "x".repeat(400_000));
        page.begin("x".repeat(600_000));

        assertThat(page.awaitEnd()).isEqualTo(TOO_LARGE);
    }

    @Test
    void takesNoMessageInEndlessEmptyFragments() {
        WirePage page = WirePage.at(hub.process().url(), Map.of());

        page.begin("4");
        for (int i = 0; i < MOST_FRAGMENTS; i++) {
            page.begin("");
        }

        assertThat(page.awaitEnd()).isEqualTo(TOO_LARGE);
    }

    @Test
    void waitsForNoAttachmentThatDoesNotCome() {
        WirePage page = WirePage.at(hub.process().url(), Map.of());

        page.say("451-[\"clientMessage\",{\"_placeholder\":true,\"num\":0}]");

        assertThat(page.awaitEnd()).isEqualTo(PROTOCOL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "421[\"clientMessage\",{\"type\":\"text\",\"text\":\"a\",\"text\":\"b\"}]",
                "421[\"authenticate\",{\"conversationId\":\"a\",\"conversationId\":\"b\"}]",
                "430[{\"a\":1,\"a\":2}]"
            })
    void takesNoNameTwiceInAnObject(String packet) {
        WirePage page = WirePage.at(hub.process().url(), Map.of());

        page.say(packet);

        assertThat(page.awaitEnd()).isEqualTo(PROTOCOL_ERROR);
    }

    @Test
    void tellsNobodyWhichConnectionsTheDeskHas() {
        try (Visitor owner = Visitor.at(hub)) {
            owner.say("m-1", "mine");

            assertThat(refusal(Map.of("connection", "nowhere")))
                    .contains("Conversation is bound to another connection")
                    .isEqualTo(refusal(Map.of("connection", "nowhere", "customer_id", "new")))
                    .isEqualTo(refusal(Map.of("customer_id", owner.id())));
        }
    }

    /// The hub's answer to a refused client.
    private String refusal(Map<String, String> auth) {
        return WirePage.comingTo(hub.process().url(), auth)
                .handle((page, refused) -> String.valueOf(refused))
                .join();
    }

    @Test
    void closesWhoeverSendsTooManyPacketsAtOnce() {
        String polled = polled();

        Answer posted = hub.stranger().post(polled, "3\u001e".repeat(10_000) + "3");

        assertThat(posted.status()).isEqualTo(400);
        assertThat(hub.stranger().get(polled).json().path("code").asInt()).isEqualTo(1);
    }

    /// The address of a session by polling.
    private String polled() {
        String open = hub.stranger().get(ENTRANCE + "polling").body().substring(1);
        String sid = JsonMapper.shared().readTree(open).path("sid").asString();
        return ENTRANCE + "polling&sid=" + sid;
    }

    @Test
    void givesANewBrowserTheSameCookieWhereverItComesFirst() {
        Answer handshake = hub.stranger().get(ENTRANCE + "polling");
        Answer message =
                hub.stranger()
                        .post(
                                "/api/netomi/process-message",
                                """
                                {"messageData":{"conversationId":"%s",
                                 "messagePayload":{"messageId":"m-1","text":"hello"}}}\
                                """
                                        .formatted(LiveHub.fresh("cookie")));

        assertThat(terms(handshake))
                .isEqualTo("Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
                .isEqualTo(terms(message));
    }

    /// The cookie without the token itself and without the date, which repeats `Max-Age`.
    private static String terms(Answer answer) {
        return String.valueOf(answer.header("Set-Cookie"))
                .replaceFirst("^sb_resume=[^;]{40,}; ", "")
                .replaceFirst("Expires=[^;]*; ", "");
    }
}
