package dev.switchboard.bootstrap.e2e.pega;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.SharedLiveHub;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Customers and the desk, with the packaged hub, a simulated desk and the stock Java client. Cases
/// that depend on the store are in [PegaStories]; the restarts of 7, 9, 14 and 18 are in
/// LiveRestartE2eIT, 16 is in MongoLiveE2eIT, where a store can be shut off, and recovery by `pid`
/// (13) in StockNodeClientE2eIT, whose client supports it.
@ExtendWith(SharedLiveHub.class)
class PegaE2eIT implements PegaStories {

    private final LiveHub hub;
    private Visitor visitor;

    PegaE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @BeforeEach
    void open() {
        visitor = Visitor.at(hub);
    }

    @AfterEach
    void close() {
        hub.desk().follow("[]");
        visitor.close();
    }

    @Nested
    class AMessage {

        @Test
        void carriesPostbackAttachmentsAndContext() {
            visitor.page()
                    .call(
                            "clientMessage",
                            """
                            {"type":"text","customer_id":"%s","message_id":"m-1","text":"My order",
                             "postback":"order","attachments":[{"url":"https://example.com/a.png"}],
                             "context_data":{"page":"orders"},"unknown":"field"}\
                            """
                                    .formatted(visitor.id()));

            await().atMost(SOON).until(() -> visitor.sent().size() == 1);
            JsonNode body = visitor.sent().getFirst();
            assertThat(body.path("postback").asString()).isEqualTo("order");
            assertThat(body.at("/attachments/0/url").asString())
                    .isEqualTo("https://example.com/a.png");
            assertThat(body.at("/context_data/page").asString()).isEqualTo("orders");
            assertThat(body.has("unknown")).isFalse();
        }

        @Test
        void thatCannotBeReadIsRefusedByTheFieldsName() {
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

        @Test
        void thatAClientEmitsAsTheServerComesBackToItAlone() {
            try (Page other = Page.at(hub, Map.of())) {
                JsonNode ack = visitor.page().call("serverMessage", "{\"any\":\"thing\"}");

                assertThat(ack).hasToString("{\"ok\":true}");
                assertThat(visitor.page().awaitEvents("serverMessage", 1).getFirst())
                        .hasToString("{\"any\":\"thing\"}");
                assertThat(other.events("serverMessage")).isEmpty();
            }
        }
    }

    @Nested
    class AnAnswer {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"type\":\"text\",\"text\":[\"Hi\"],\"csr_name\":\"Anna\",%s}",
                    "{\"type\":\"menu\",\"title\":\"t\",\"items\":[{\"text\":\"a\",\"payload\":\"b\"}],%s}",
                    "{\"type\":\"carousel\",\"items\":[{\"odd\":{\"n\":1.5}}],%s}",
                    "{\"type\":\"link_button\",\"title\":\"t\",\"label\":\"l\",\"url\":\"https://e.com\",%s}",
                    "{\"type\":\"wait_time\",\"waitTime\":120,%s}",
                    "{\"type\":\"csr_end_session\",%s}",
                    "{\"type\":\"typing_indicator\",%s}",
                    "{\"type\":\"never_heard_of\",\"deep\":[[{}]],%s}"
                })
        void comesToThePageAsTheDeskSaidIt(String body) {
            hub.desk().follow(SILENT);
            visitor.say("m-1", "Hello");
            String said = body.formatted("\"customer_id\":\"" + visitor.id() + "\"");

            Answer answer = visitor.webhook(said);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("OK");
            assertThat(visitor.page().awaitEvents("serverMessage", 1).getFirst())
                    .isEqualTo(JSON.readTree(said));
        }

        @Test
        void nobodyAcknowledgesIsSentThriceAndAgainToTheNextPage() {
            hub.desk().follow(SILENT);
            visitor.say("m-1", "Hello");
            visitor.page().acknowledging(false);

            visitor.hears("a-1", "hear me");
            visitor.page().awaitEvents("serverMessage", 3);
            visitor.hears("a-2", "and me");
            visitor.page().awaitEvents("serverMessage", 6);

            assertThat(visitor.page().deskTexts()).filteredOn("hear me"::equals).hasSize(3);
            visitor.page().close();
            try (Page next = visitor.anotherTab()) {
                next.awaitDeskTexts("hear me", "and me");
            }
        }
    }

    @Nested
    class WhenTheDesk {

        @Test
        void failsTwiceTheMessageArrivesOnceAndNobodyIsTold() {
            hub.desk().follow("[{\"status\":500},{\"status\":500}]");

            visitor.say("m-1", "Hello");

            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.sent()).hasSize(3).allMatch(visitor.sent().getFirst()::equals);
            assertThat(visitor.page().events("serverError")).isEmpty();
        }

        @Test
        void saysNothingForLongTheCustomerIsToldOnceAndServedLater() {
            hub.desk().follow("[{\"drop\":\"hang\",\"callback\":{\"when\":\"never\"}}]");

            visitor.say("m-1", "Hello");

            assertThat(visitor.page().awaitEvents("serverError", 1).getFirst().asString())
                    .isEqualTo("Error forwarding request to external API");
            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.page().events("serverError")).hasSize(1);
            assertThat(visitor.sent()).hasSize(2).allMatch(visitor.sent().getFirst()::equals);
        }
    }

    @Nested
    class TheWebhook {

        private static final String BODY = "{\"type\":\"text\",\"text\":[\"x\"]}";

        @Test
        void takesOnlyTokensOfTheDesk() {
            Instant now = Instant.now();
            String connection = LiveHub.DESK_CONNECTION;
            String secret = LiveHub.DESK_SECRET;

            assertThat(hub.stranger().post("/webhook", BODY).status()).isEqualTo(401);
            assertThat(status(Visitor.goodToken())).isEqualTo(200);
            assertThat(status(Visitor.token(connection, secret, now, "none"))).isEqualTo(403);
            assertThat(status(Visitor.token("somebody-else", secret, now, "HS256"))).isEqualTo(403);
            assertThat(status(Visitor.token(connection, secret + "!", now, "HS256")))
                    .isEqualTo(403);
            assertThat(status(Visitor.token(connection, secret, now.minusSeconds(310), "HS256")))
                    .isEqualTo(403);
        }

        private int status(String token) {
            return Visitor.webhook(hub, BODY, token).status();
        }

        @Test
        void isForPostOnly() {
            Answer got = hub.stranger().get("/webhook");

            assertThat(got.status()).isEqualTo(405);
            assertThat(got.header("Allow")).isEqualTo("POST, OPTIONS");
        }
    }

    @Nested
    class APageOfAnotherSite {

        private static final String POLLING = "/socket.io/?EIO=4&transport=polling";
        private static final String ALLOWED = "Access-Control-Allow-Origin";

        @Test
        void mayReadAnswersIfItIsOnTheList() {
            Answer listed = hub.stranger().get(POLLING, "Origin", SharedLiveHub.LISTED_PAGE);
            Answer other = hub.stranger().get(POLLING, "Origin", "https://evil.example");

            assertThat(listed.header(ALLOWED)).isEqualTo(SharedLiveHub.LISTED_PAGE);
            assertThat(other.header(ALLOWED)).isNull();
        }

        @Test
        void opensNoWebSocketUnlessItIsOnTheList() {
            open(SharedLiveHub.LISTED_PAGE).join().abort();

            assertThatThrownBy(() -> open("https://evil.example").join())
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            refused ->
                                    assertThat(refused.getResponse().statusCode()).isEqualTo(403));
        }

        private CompletableFuture<WebSocket> open(String origin) {
            String address = hub.process().url() + "/socket.io/?EIO=4&transport=websocket";
            return hub.stranger()
                    .http()
                    .newWebSocketBuilder()
                    .header("Origin", origin)
                    .buildAsync(
                            URI.create(address.replaceFirst("http", "ws")),
                            new WebSocket.Listener() {});
        }
    }

    @Nested
    class Afterwards {

        @Test
        void operatorsFindTheConversationByItsIdAndFollowItsMessages() {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");
            String id = "pega:default/" + visitor.id();
            String path = "/v1/conversations/" + id.replace("/", "%2F");

            Answer conversation = hub.admin().get(path);
            Answer listed = hub.admin().get("/v1/conversations?id=" + id);
            Answer messages = hub.admin().get(path + "/messages");

            assertThat(conversation.text("/conversation_id")).isEqualTo(id);
            assertThat(listed.text("/items/0/conversation_id")).isEqualTo(id);
            assertThat(messages.json().path("items").valueStream())
                    .extracting(message -> message.path("seq").asLong())
                    .containsExactly(1L, 2L);
            await().atMost(SOON).until(() -> hops(messages.text("/items/0/message_id")).size() > 1);
            assertThat(hops(messages.text("/items/0/message_id")))
                    .containsExactly("accepted", "delivered");
            assertThat(hub.stranger().get(path).status()).isEqualTo(401);
        }

        @Test
        void operatorsSeeThatAnAnswerReachedTheCustomer() {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");
            String messages = "/v1/messages?conversation=pega:default/" + visitor.id();

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(
                                            hub.admin()
                                                    .get(messages)
                                                    .text("/items/1/deliveries/0/status"))
                                    .isEqualTo("delivered"));
        }

        private List<String> hops(String message) {
            return hub.admin()
                    .get("/v1/messages/" + message + "/trace")
                    .json()
                    .path("items")
                    .valueStream()
                    .map(hop -> hop.path("outcome").asString())
                    .toList();
        }

        @Test
        void operatorsSeeHowTheConnectionStandsAndNoSecret() {
            visitor.say("m-1", "Hello");
            visitor.page().awaitDeskTexts("You said: Hello");

            Answer connections = hub.admin().get("/v1/pega/connections");

            assertThat(connections.text("/connections/0/name")).isEqualTo("default");
            assertThat(connections.text("/connections/0/state")).isIn("UP", "RETRYING");
            assertThat(connections.body()).doesNotContain(LiveHub.DESK_SECRET);
            assertThat(hub.stranger().get("/v1/pega/connections").status()).isEqualTo(401);
        }

        @Test
        void theLogHoldsNoSecretNoTextAndNoName() {
            visitor.say("m-1", "an unmistakable sentence");
            visitor.page().awaitDeskTexts("You said: an unmistakable sentence");

            assertThat(hub.process().log())
                    .doesNotContain("unmistakable")
                    .doesNotContain("\"Ann\"")
                    .doesNotContain(LiveHub.DESK_SECRET)
                    .doesNotContain(visitor.page().resumeToken());
        }
    }
}
