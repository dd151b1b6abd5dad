package dev.switchboard.bootstrap.e2e.pega;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import dev.switchboard.simulators.script.RecordedCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The guarantees for Pega's customers on every store: order, deduplication, claims and parked
/// messages.
public interface PegaStories {

    Duration SOON = Duration.ofSeconds(30);
    String SILENT = "[{\"callback\":{\"when\":\"never\"},\"repeat\":1000}]";
    JsonMapper JSON = JsonMapper.shared();

    LiveHub hub();

    @BeforeEach
    default void letTheDeskAnswer() {
        hub().desk().follow("[]");
    }

    @Test
    default void acknowledgesAMessageAndSendsItOnSigned() {
        try (Visitor visitor = Visitor.at(hub())) {
            String message =
                    """
                    {"type":"text","customer_id":"%s","customer_name":"Ann",
                     "message_id":1700000000000,"text":["Hello"]}\
                    """
                            .formatted(visitor.id());

            JsonNode ack = visitor.page().call("clientMessage", message);

            assertThat(ack.path("ok").asBoolean()).isTrue();
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(ack.path("customer_id").asString()).isEqualTo(visitor.id());
            await().atMost(SOON).until(() -> visitor.sent().size() == 1);
            assertThat(visitor.sent()).containsExactly(JSON.readTree(message));
            RecordedCall call = hub().desk().calls().getLast();
            JsonNode claims = claims(String.valueOf(call.header("authorization")));
            assertThat(call.header("connection_id")).isEqualTo(LiveHub.DESK_CONNECTION);
            assertThat(claims.path("iss").asString()).isEqualTo(LiveHub.DESK_CONNECTION);
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(30);
        }
    }

    private static JsonNode claims(String authorization) {
        byte[] claims = Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]);
        return JSON.readTree(new String(claims, StandardCharsets.UTF_8));
    }

    @Test
    default void sendsAMessageOnOnceThoughTheClientRepeatsIt() {
        try (Visitor visitor = Visitor.at(hub())) {
            JsonNode first = visitor.say("m-1", "Hello");
            JsonNode again = visitor.say("m-1", "Hello");
            JsonNode other = visitor.say("m-1", "Something else");

            assertThat(again.path("duplicate").asBoolean()).isTrue();
            assertThat(again.path("seq")).isEqualTo(first.path("seq"));
            assertThat(other.path("error").asString()).isEqualTo("message_id already used");
            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.sentTexts()).containsExactly("Hello");
        }
    }

    @Test
    default void takesAMessageOfSomebodyElsesConversationOnlyWithProof() {
        try (Visitor visitor = Visitor.at(hub());
                Page stranger = Page.at(hub(), Map.of());
                Page tab = Page.at(hub(), Map.of("resumeToken", visitor.page().resumeToken()))) {
            visitor.say("m-1", "mine");
            visitor.page().awaitDeskTexts("You said: mine");

            JsonNode refused = stranger.clientMessage(visitor.id(), "m-2", "theirs");
            JsonNode taken = tab.clientMessage(visitor.id(), "m-3", "mine too");

            assertThat(refused)
                    .hasToString(
                            "{\"ok\":false,\"error\":"
                                    + "\"Conversation is bound to another connection\"}");
            assertThat(taken.path("ok").asBoolean()).isTrue();
            visitor.page().awaitDeskTexts("You said: mine", "You said: mine too");
            tab.awaitDeskTextsPerhapsBehind("You said: mine", "You said: mine too");
            assertThat(stranger.events("serverMessage")).isEmpty();
            assertThat(visitor.sentTexts()).containsExactly("mine", "mine too");
        }
    }

    @Test
    default void keepsAnonymousCustomersApart() {
        try (Page one = Page.at(hub(), Map.of());
                Page other = Page.at(hub(), Map.of());
                Page tab = Page.at(hub(), Map.of("resumeToken", one.resumeToken()))) {
            String first = one.clientMessage("", "m-1", "one").path("customer_id").asString();
            String second = other.clientMessage("", "m-1", "other").path("customer_id").asString();
            String again = one.clientMessage("", "m-2", "more").path("customer_id").asString();

            JsonNode named = tab.clientMessage(first, "m-3", "tab");
            JsonNode guessed = other.clientMessage(first, "m-4", "guessed");

            assertThat(first).startsWith("anon-").isNotEqualTo(second).isEqualTo(again);
            assertThat(named.path("ok").asBoolean()).isTrue();
            assertThat(guessed.path("ok").asBoolean()).isFalse();
            one.awaitDeskTexts("You said: one", "You said: more", "You said: tab");
            other.awaitDeskTexts("You said: other");
        }
    }

    @Test
    default void showsAnAnswerOnceThoughItIsDeliveredTwice() {
        hub().desk().follow(SILENT);
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "Hello");

            visitor.hears("a-1", "one");
            visitor.hears("a-1", "one");
            visitor.hears("a-1", "another");

            visitor.page().awaitDeskTexts("one", "another");
        }
    }

    @Test
    default void putsAnAnswerThatComesBeforeTheDesksReplyBehindItsQuestion() {
        hub().desk().follow("[{\"callback\":{\"when\":\"before\"}}]");
        try (Visitor visitor = Visitor.at(hub())) {
            JsonNode ack = visitor.say("m-1", "Hello");

            visitor.page().awaitDeskTexts("You said: Hello");
            Answer history =
                    hub().admin().get("/v1/messages?conversation=pega:default/" + visitor.id());
            assertThat(ack.path("seq").asLong()).isEqualTo(1);
            assertThat(history.status()).as(history.body()).isEqualTo(200);
            assertThat(history.json().path("items").valueStream())
                    .extracting(message -> message.path("seq").asLong())
                    .containsExactly(1L, 2L);
        }
    }

    @Test
    default void bringsWhatAPageMissedToItsNextOneInOrder() {
        hub().desk().follow(SILENT);
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "Hello");
            visitor.page().close();

            List.of("one", "two", "three").forEach(text -> visitor.hears(text, text));

            try (Page next = visitor.anotherTab()) {
                next.awaitDeskTexts("one", "two", "three");
            }
        }
    }

    @Test
    default void parksWhatTheDeskRefusesPassesTheNextOneAndSendsItAgainWhenAsked() {
        hub().desk().follow("[{\"status\":422}]");
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "bad");
            visitor.say("m-2", "good");
            visitor.page().awaitDeskTexts("You said: good");
            JsonNode parked = parkedOf(visitor);

            Answer redriven =
                    hub().admin()
                            .post(
                                    "/v1/parked/%s/redrive?target=%s"
                                            .formatted(
                                                    parked.path("message_id").asString(),
                                                    parked.path("target").asString()),
                                    "{}");

            assertThat(parked.path("reason").asString()).isEqualTo("REJECTED_422");
            assertThat(redriven.status()).as(redriven.body()).isEqualTo(202);
            visitor.page().awaitDeskTexts("You said: good", "You said: bad");
        }
    }

    private JsonNode parkedOf(Visitor visitor) {
        return hub().admin()
                .get("/v1/parked")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.toString().contains(visitor.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void opensTheSessionAgainWithTheMessageAfterItsEnd() {
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "end");
            JsonNode ended = visitor.page().awaitEvents("serverMessage", 1).getFirst();

            visitor.say("m-2", "me again");

            assertThat(ended.path("type").asString()).isEqualTo("csr_end_session");
            await().atMost(SOON)
                    .until(() -> visitor.page().deskTexts().contains("You said: me again"));
        }
    }

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
    default void bringsAnAnswerToThePageAsTheDeskSaidIt(String body) {
        try (Visitor visitor = Visitor.at(hub())) {
            hub().desk().follow(SILENT);
            visitor.say("m-1", "Hello");
            String said = body.formatted("\"customer_id\":\"" + visitor.id() + "\"");

            Answer answer = visitor.webhook(said);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("OK");
            assertThat(visitor.page().awaitEvents("serverMessage", 1).getFirst())
                    .isEqualTo(JSON.readTree(said));
        }
    }

    @Test
    default void sendsThriceWhatNobodyAcknowledgesAndAgainToTheNextPage() {
        try (Visitor visitor = Visitor.at(hub())) {
            hub().desk().follow(SILENT);
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

    @Test
    default void tellsNobodyOfADeskThatFailsTwice() {
        try (Visitor visitor = Visitor.at(hub())) {
            hub().desk().follow("[{\"status\":500},{\"status\":500}]");

            visitor.say("m-1", "Hello");

            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.sent()).hasSize(3).allMatch(visitor.sent().getFirst()::equals);
            assertThat(visitor.page().events("serverError")).isEmpty();
        }
    }

    @Test
    default void tellsACustomerOnceOfADeskThatSaysNothingForLong() {
        try (Visitor visitor = Visitor.at(hub())) {
            hub().desk().follow("[{\"drop\":\"hang\",\"callback\":{\"when\":\"never\"}}]");

            visitor.say("m-1", "Hello");

            assertThat(visitor.page().awaitEvents("serverError", 1).getFirst().asString())
                    .isEqualTo("Error forwarding request to external API");
            visitor.page().awaitDeskTexts("You said: Hello");
            assertThat(visitor.page().events("serverError")).hasSize(1);
            assertThat(visitor.sent()).hasSize(2).allMatch(visitor.sent().getFirst()::equals);
        }
    }
}
