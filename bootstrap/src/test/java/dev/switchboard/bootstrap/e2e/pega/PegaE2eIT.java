package dev.switchboard.bootstrap.e2e.pega;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.SharedLiveHub;
import dev.switchboard.simulators.script.Call;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Contract pega 8, told with the packaged hub, a simulated desk and the stock Java client. The
/// restarts of 9 and 18 are told in LiveRestartE2eIT, 16 where a store can be shut off
/// (MongoLiveE2eIT).
@ExtendWith(SharedLiveHub.class)
class PegaE2eIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SILENT = "[{\"callback\":{\"when\":\"never\"},\"repeat\":1000}]";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LiveHub hub;
    private Visitor visitor;

    PegaE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @BeforeEach
    void open() {
        hub.desk().follow("[]");
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
        void isAcknowledgedAndSentOnSigned() {
            JsonNode ack =
                    visitor.page()
                            .call(
                                    "clientMessage",
                                    """
                                    {"type":"text","customer_id":"%s","customer_name":"Ann",
                                     "message_id":1700000000000,"text":["Hello"]}\
                                    """
                                            .formatted(visitor.id()));

            assertThat(ack.path("ok").asBoolean()).isTrue();
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(ack.path("customer_id").asString()).isEqualTo(visitor.id());
            await().atMost(SOON).until(() -> visitor.sent().size() == 1);
            assertThat(visitor.sent().getFirst())
                    .isEqualTo(
                            JSON.readTree(
                                    """
                                    {"type":"text","customer_id":"%s","customer_name":"Ann",
                                     "message_id":1700000000000,"text":["Hello"]}\
                                    """
                                            .formatted(visitor.id())));
            Call call = hub.desk().calls().getLast();
            JsonNode claims = claims(String.valueOf(call.header("authorization")));
            assertThat(call.header("connection_id")).isEqualTo(LiveHub.DESK_CONNECTION);
            assertThat(claims.path("iss").asString()).isEqualTo(LiveHub.DESK_CONNECTION);
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(30);
        }

        private static JsonNode claims(String authorization) {
            byte[] claims = Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]);
            return JSON.readTree(new String(claims, StandardCharsets.UTF_8));
        }

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
        void isSentOnOnceThoughTheClientRepeatsIt() {
            JsonNode first = visitor.say("m-1", "Hello");
            JsonNode again = visitor.say("m-1", "Hello");
            JsonNode other = visitor.say("m-1", "Something else");

            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("seq")).isEqualTo(first.path("seq"));
            assertThat(other.path("error").asString()).isEqualTo("message_id already used");
            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.sentTexts()).containsExactly("Hello");
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
        void ofSomebodyElsesConversationIsRefusedWithoutProofAndTakenWithIt() {
            visitor.say("m-1", "mine");
            visitor.page().awaitDeskTexts("You said: mine");
            try (Page stranger = Page.at(hub, Map.of());
                    Page tab = Page.at(hub, Map.of("resumeToken", visitor.page().resumeToken()))) {

                JsonNode refused = stranger.clientMessage(visitor.id(), "m-2", "theirs");
                JsonNode taken = tab.clientMessage(visitor.id(), "m-3", "mine too");

                assertThat(refused)
                        .hasToString(
                                "{\"ok\":false,\"error\":"
                                        + "\"Conversation is bound to another connection\"}");
                assertThat(taken.path("ok").asBoolean()).isTrue();
                visitor.page().awaitDeskTexts("You said: mine", "You said: mine too");
                tab.awaitDeskTexts("You said: mine too");
                assertThat(stranger.events("serverMessage")).isEmpty();
                assertThat(visitor.sentTexts()).containsExactly("mine", "mine too");
            }
        }

        @Test
        void ofAnonymousCustomersKeepsThemApart() {
            try (Page one = Page.at(hub, Map.of());
                    Page other = Page.at(hub, Map.of())) {

                String first = one.clientMessage("", "m-1", "one").path("customer_id").asString();
                String second =
                        other.clientMessage("", "m-1", "other").path("customer_id").asString();
                String firstAgain =
                        one.clientMessage("", "m-2", "more").path("customer_id").asString();

                assertThat(first).startsWith("anon-").isNotEqualTo(second).isEqualTo(firstAgain);
                one.awaitDeskTexts("You said: one", "You said: more");
                other.awaitDeskTexts("You said: other");
            }
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
        void deliveredTwiceIsShownOnceAndAChangedOneIsNew() {
            hub.desk().follow(SILENT);
            visitor.say("m-1", "Hello");

            visitor.hears("a-1", "one");
            visitor.hears("a-1", "one");
            visitor.hears("a-1", "another");

            visitor.page().awaitDeskTexts("one", "another");
        }

        @Test
        void thatComesBeforeTheDesksOwnReplyFollowsTheQuestion() {
            hub.desk().follow("[{\"callback\":{\"when\":\"before\"}}]");

            JsonNode ack = visitor.say("m-1", "Hello");

            visitor.page().awaitDeskTexts("You said: Hello");
            Answer history =
                    hub.admin().get("/v1/messages?conversation=pega:default/" + visitor.id());
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(history.status()).as(history.body()).isEqualTo(200);
            assertThat(history.json().path("items").valueStream())
                    .extracting(message -> message.path("seq").asLong())
                    .containsExactly(1L, 2L);
        }

        @Test
        void missedByAPageReachesItsNextOneInOrder() {
            hub.desk().follow(SILENT);
            visitor.say("m-1", "Hello");
            visitor.page().close();

            List.of("one", "two", "three").forEach(text -> visitor.hears(text, text));

            try (Page next = visitor.anotherTab()) {
                next.awaitDeskTexts("one", "two", "three");
            }
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
        void isAwayForLongTheCustomerIsToldOnceAndServedLater() {
            hub.desk().follow("[{\"status\":503,\"retryAfter\":\"11\"}]");

            visitor.say("m-1", "Hello");

            assertThat(visitor.page().awaitEvents("serverError", 1).getFirst().asString())
                    .isEqualTo("Error forwarding request to external API");
            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.page().events("serverError")).hasSize(1);
        }

        @Test
        void refusesAMessageItIsParkedAndTheNextOnePasses() {
            hub.desk().follow("[{\"status\":422}]");

            visitor.say("m-1", "bad");
            visitor.say("m-2", "good");

            visitor.page().awaitDeskTexts("You said: good");
            JsonNode parked = parked();
            String redrive =
                    "/v1/parked/%s/redrive?target=%s"
                            .formatted(
                                    parked.path("message_id").asString(),
                                    parked.path("target").asString());
            Answer redriven = hub.admin().post(redrive, "{}");

            assertThat(parked.path("reason").asString()).isEqualTo("REJECTED_422");
            assertThat(redriven.status()).as(redriven.body()).isEqualTo(202);
            visitor.page().awaitDeskTexts("You said: good", "You said: bad");
        }

        private JsonNode parked() {
            return hub.admin()
                    .get("/v1/parked")
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(item -> item.toString().contains(visitor.id()))
                    .findFirst()
                    .orElseThrow();
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
    class Afterwards {

        @Test
        void theSessionIsOpenedAgainByTheNextMessage() {
            visitor.say("m-1", "end");
            JsonNode ended = visitor.page().awaitEvents("serverMessage", 1).getFirst();

            visitor.say("m-2", "me again");

            assertThat(ended.path("type").asString()).isEqualTo("csr_end_session");
            await().atMost(SOON)
                    .until(() -> visitor.page().deskTexts().contains("You said: me again"));
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
