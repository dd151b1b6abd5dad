package dev.switchboard.bootstrap.e2e.pega;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the hub takes from pages and from the desk, and from whom, and what operators see of it.
public interface PegaAccessStories {

    String BODY = "{\"type\":\"text\",\"text\":[\"x\"]}";
    String POLLING = "/socket.io/?EIO=4&transport=polling";
    String ALLOWED = "Access-Control-Allow-Origin";

    LiveHub hub();

    @Test
    default void sendsPostbackAttachmentsAndContextOn() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.page()
                    .call(
                            "clientMessage",
                            """
                            {"type":"text","customer_id":"%s","message_id":"m-1","text":"My order",
                             "postback":"order","attachments":[{"url":"https://example.com/a.png"}],
                             "context_data":{"page":"orders"},"unknown":"field"}\
                            """
                                    .formatted(visitor.id()));

            await().atMost(Page.SOON).until(() -> visitor.sent().size() == 1);
            JsonNode body = visitor.sent().getFirst();
            assertThat(body.path("postback").asString()).isEqualTo("order");
            assertThat(body.at("/attachments/0/url").asString())
                    .isEqualTo("https://example.com/a.png");
            assertThat(body.at("/context_data/page").asString()).isEqualTo("orders");
            assertThat(body.has("unknown")).isFalse();
        }
    }

    @Test
    default void refusesAMessageByTheNameOfTheFieldThatCannotBeRead() {
        try (Visitor visitor = Visitor.at(hub())) {
            JsonNode ack =
                    visitor.page()
                            .call(
                                    "clientMessage",
                                    "{\"type\":\"text\",\"customer_id\":\"two words\",\"text\":\"x\"}");

            assertThat(ack)
                    .hasToString("{\"ok\":false,\"error\":\"Invalid message: customer_id\"}");
            assertThat(visitor.page().awaitEvents("serverError", 1).getFirst().asString())
                    .isEqualTo("Invalid message");
            assertThat(visitor.page().connected()).isTrue();
        }
    }

    @Test
    default void bringsBackToAClientAloneWhatItEmitsAsTheServer() {
        try (Visitor visitor = Visitor.at(hub())) {
            try (Page other = Page.at(hub(), Map.of())) {
                JsonNode ack = visitor.page().call("serverMessage", "{\"any\":\"thing\"}");

                assertThat(ack).hasToString("{\"ok\":true}");
                assertThat(visitor.page().awaitEvents("serverMessage", 1).getFirst())
                        .hasToString("{\"any\":\"thing\"}");
                assertThat(other.events("serverMessage")).isEmpty();
            }
        }
    }

    @Test
    default void takesOnlyTokensOfTheDesk() {
        Instant now = Instant.now();
        String connection = LiveHub.DESK_CONNECTION;
        String secret = LiveHub.DESK_SECRET;

        assertThat(hub().stranger().post("/webhook", BODY).status()).isEqualTo(401);
        assertThat(status(Visitor.goodToken())).isEqualTo(200);
        assertThat(status(Visitor.token(connection, secret, now, "none"))).isEqualTo(403);
        assertThat(status(Visitor.token("somebody-else", secret, now, "HS256"))).isEqualTo(403);
        assertThat(status(Visitor.token(connection, secret + "!", now, "HS256"))).isEqualTo(403);
        assertThat(status(Visitor.token(connection, secret, now.minusSeconds(310), "HS256")))
                .isEqualTo(403);
    }

    private int status(String token) {
        return Visitor.webhook(hub(), BODY, token).status();
    }

    @Test
    default void opensTheDesksWebhookForPostOnly() {
        Answer got = hub().stranger().get("/webhook");

        assertThat(got.status()).isEqualTo(405);
        assertThat(got.header("Allow")).isEqualTo("POST, OPTIONS");
    }

    @Test
    default void letsAPageOfAnotherSiteReadAnswersIfItIsOnTheList() {
        Answer listed = hub().stranger().get(POLLING, "Origin", LiveHubPool.LISTED_PAGE);
        Answer other = hub().stranger().get(POLLING, "Origin", "https://evil.example");

        assertThat(listed.header(ALLOWED)).isEqualTo(LiveHubPool.LISTED_PAGE);
        assertThat(other.header(ALLOWED)).isNull();
    }

    @Test
    default void opensNoWebSocketToAPageThatIsNotOnTheList() {
        open(LiveHubPool.LISTED_PAGE).join().abort();

        assertThatThrownBy(() -> open("https://evil.example").join())
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    private CompletableFuture<WebSocket> open(String origin) {
        String address = hub().entrance() + "/socket.io/?EIO=4&transport=websocket";
        return hub().stranger()
                .http()
                .newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(
                        URI.create(address.replaceFirst("http", "ws")),
                        new WebSocket.Listener() {});
    }

    @Test
    default void showsOperatorsAConversationByItsIdAndTheWaysOfItsMessages() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");
            String id = "pega:default/" + visitor.id();
            String path = "/v1/conversations/" + id.replace("/", "%2F");

            Answer conversation = hub().admin().get(path);
            Answer listed = hub().admin().get("/v1/conversations?id=" + id);
            Answer messages = hub().admin().get(path + "/messages");

            assertThat(conversation.text("/conversation_id")).isEqualTo(id);
            assertThat(listed.text("/items/0/conversation_id")).isEqualTo(id);
            assertThat(messages.json().path("items").valueStream())
                    .extracting(message -> message.path("seq").asLong())
                    .containsExactly(1L, 2L);
            await().atMost(Page.SOON)
                    .until(() -> hops(messages.text("/items/0/message_id")).size() > 1);
            assertThat(hops(messages.text("/items/0/message_id")))
                    .containsExactly("accepted", "delivered");
            assertThat(hub().stranger().get(path).status()).isEqualTo(401);
        }
    }

    @Test
    default void showsOperatorsThatAnAnswerReachedTheCustomer() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");
            String messages = "/v1/messages?conversation=pega:default/" + visitor.id();

            await().atMost(Page.SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            hub().admin()
                                                    .get(messages)
                                                    .text("/items/1/deliveries/0/status"))
                                    .isEqualTo("delivered"));
        }
    }

    private List<String> hops(String message) {
        return hub().admin()
                .get("/v1/messages/" + message + "/trace")
                .json()
                .path("items")
                .valueStream()
                .map(hop -> hop.path("outcome").asString())
                .toList();
    }

    @Test
    default void showsOperatorsHowTheConnectionStandsAndNoSecret() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");

            Answer connections = hub().admin().get("/v1/pega/connections");

            assertThat(connections.text("/connections/0/name")).isEqualTo("default");
            assertThat(connections.text("/connections/0/state")).isIn("UP", "RETRYING");
            assertThat(connections.body()).doesNotContain(LiveHub.DESK_SECRET);
            assertThat(hub().stranger().get("/v1/pega/connections").status()).isEqualTo(401);
        }
    }

    @Test
    default void logsNoSecretNoTextAndNoName() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "an unmistakable sentence");
            visitor.page().awaitDeskTexts("You said: an unmistakable sentence");

            assertThat(hub().processes())
                    .extracting(HubProcess::log)
                    .allSatisfy(log ->
                            assertThat(log)
                                    .doesNotContain("unmistakable")
                                    .doesNotContain("\"Ann\"")
                                    .doesNotContain(LiveHub.DESK_SECRET)
                                    .doesNotContain(visitor.page().resumeToken()));
        }
    }
}
