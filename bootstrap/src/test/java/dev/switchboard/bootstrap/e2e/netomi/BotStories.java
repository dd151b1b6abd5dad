package dev.switchboard.bootstrap.e2e.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.simulators.script.RecordedCall;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The guarantees for pages and the bot, on every store.
public interface BotStories {

    LiveHub hub();

    @BeforeEach
    default void calmTheBot() {
        hub().scriptBot("[]");
    }

    @Test
    default void asksTheBotAndBringsItsAnswerToThePage() {
        try (Customer customer = Customer.at(hub())) {
            customer.page().emit("authenticate", "{\"clientInfo\":{}}");
            Answer answer = customer.ask("m-1", "Hello");

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("/data/acknowledgment/status")).isEqualTo("accepted");
            customer.page().awaitAnswers("You said: Hello");
            assertThat(customer.page().awaitEvents("authenticated", 1).getFirst().path("success"))
                    .hasToString("true");
        }
    }

    @Test
    default void asksOnceHoweverOftenAQuestionIsSent() {
        try (Customer customer = Customer.at(hub())) {
            Answer first = customer.ask("m-1", "Hello");
            Answer again = customer.ask("m-1", "Hello");
            Answer changed = customer.ask("m-1", "Something else");

            assertThat(again.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(changed.status()).isEqualTo(409);
            assertThat(changed.text("/error"))
                    .isEqualTo("messageId already used with another payload");
            assertThat(customer.asked()).containsExactly("Hello");
        }
    }

    @Test
    default void refusesAnotherBrowserAndTellsItNothing() {
        try (Customer customer = Customer.at(hub());
                Page page = Page.at(hub(), Map.of())) {
            customer.ask("m-1", "mine");
            Customer stranger = new Customer(hub(), customer.conversation(), page);

            Answer refused = stranger.ask("m-2", "theirs");
            Answer withoutPage = stranger.ask("m-3", "theirs", new String[0]);
            customer.page().awaitAnswers("You said: mine");
            customer.callback("later", "for the owner");

            assertThat(List.of(refused, withoutPage)).extracting(Answer::status).containsOnly(403);
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"ok\":false,"
                                    + "\"error\":\"Conversation belongs to another client\","
                                    + "\"message\":\"Present its resume token\"}");
            customer.page().awaitAnswers("You said: mine", "for the owner");
            assertThat(page.events("webhook_update")).isEmpty();
            assertThat(customer.asked()).containsExactly("mine");
        }
    }

    @Test
    default void bringsAnAnswerToAllTabsOfItsConversation() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            try (Page tab = customer.anotherTab()) {
                customer.callback("r-1", "for both tabs");

                customer.page().awaitAnswers("You said: Hello", "for both tabs");
                await().atMost(Page.SOON).until(() -> tab.answers().contains("for both tabs"));
            }
        }
    }

    @Test
    default void keepsTwoConversationsOfOneBrowserApart() {
        try (Customer here = Customer.at(hub());
                Customer there = here.elsewhere()) {
            here.ask("m-1", "Hello");
            there.ask("m-1", "Hi");
            here.page().awaitAnswers("You said: Hello");
            there.page().awaitAnswers("You said: Hi");

            here.callback("r-1", "for here");
            there.callback("r-1", "for there");

            here.page().awaitAnswers("You said: Hello", "for here");
            there.page().awaitAnswers("You said: Hi", "for there");
        }
    }

    @Test
    default void keepsAnAnswerForItsOwnerWhoIsAway() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            customer.page().close();

            customer.callback("r-1", "while you were away");

            try (Page next = customer.anotherTab()) {
                next.awaitAnswersPerhapsBehind("You said: Hello", "while you were away");
            }
        }
    }

    @Test
    default void pushesAnAnswerOnceThoughTheBotSendsItThrice() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            List<CompletableFuture<Answer>> calls =
                    Stream.generate(() ->
                                    CompletableFuture.supplyAsync(
                                            () -> customer.callback("r-1", "again")))
                            .limit(3)
                            .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
            customer.callback("r-2", "the next one");
            customer.page().awaitAnswers("You said: Hello", "again", "the next one");
        }
    }

    @Test
    default void pushesThePartsOfAnAnswerInTheirOrder() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            Stream.of(2, 0, 1).forEach(index -> customer.chunk("r-1", index));

            customer.page().awaitAnswers("You said: Hello", "part 0", "part 1", "part 2");
        }
    }

    @Test
    default void queuesQuestionsInOrderWhileTheBotIsAway() {
        try (Customer customer = Customer.at(hub())) {
            hub().scriptBot("[{\"status\":503}]");

            List<Answer> answers =
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(i -> customer.ask("m-" + i, "question " + i))
                            .toList();

            assertThat(answers).extracting(Answer::status).containsOnly(202);
            assertThat(answers.getFirst().text("/data/status")).isEqualTo("queued");
            assertThat(customer.page().awaitEvents("message_status", 3))
                    .extracting(status -> status.path("messageId").asString())
                    .containsExactly("m-1", "m-2", "m-3");
            assertThat(customer.asked())
                    .containsExactly("question 1", "question 1", "question 2", "question 3");
        }
    }

    @Test
    default void parksWhatTheBotRefusesWithoutItsSecretsAndGoesOn() {
        try (Customer customer = Customer.at(hub())) {
            hub().scriptBot(
                            "[{\"status\":422,\"body\":\"cannot take Bearer abcdef.ghijkl.mnopqr, sorry\"}]");

            Answer refused = customer.ask("m-1", "bad");
            Answer next = customer.ask("m-2", "good");

            assertThat(refused.status()).as(refused.body()).isEqualTo(500);
            assertThat(refused.text("/error"))
                    .startsWith("Process Message API error: 422 ")
                    .contains("***")
                    .doesNotContain("abcdef");
            assertThat(next.status()).isEqualTo(200);
            await().atMost(Page.SOON)
                    .untilAsserted(() ->
                            assertThat(hub().admin().get("/v1/parked").body())
                                    .contains(customer.conversation()));
        }
    }

    @Test
    default void findsTheQuestionByWhatTheBotCalledIt() {
        try (Customer customer = Customer.at(hub())) {
            hub().scriptBot("[{\"callback\":{\"when\":\"never\"}}]");
            Answer acknowledged = customer.ask("m-1", "Hello");
            await().atMost(Page.SOON).until(customer::standing, "delivered"::equals);

            customer.callback(acknowledged.text("/data/acknowledgment/requestId"), "Hi");

            customer.page().awaitAnswers("Hi");
            assertThat(customer.standing()).isEqualTo("answered");
        }
    }

    @Test
    default void sendsAQuestionWithSixHeadersAndItsAttributesAsAList() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");

            RecordedCall call =
                    hub().bot().calls().stream()
                            .filter(made -> made.body().contains(customer.conversation()))
                            .findFirst()
                            .orElseThrow();
            assertThat(call.headers())
                    .containsKeys(
                            "x-channel",
                            "x-channel-ref-id",
                            "x-virtual-agent-id",
                            "x-integration-channel",
                            "x-auth-token",
                            "content-type");
            assertThat(
                            customer.questions()
                                    .findFirst()
                                    .orElseThrow()
                                    .at("/additionalAttributes/CUSTOM_ATTRIBUTES"))
                    .hasToString(
                            "[{\"type\":\"TEXT\",\"name\":\"brand\",\"value\":\"acme\","
                                    + "\"scope\":\"LIFE_TIME\"}]");
        }
    }

    @Test
    default void bringsAnAnswerCharacterByCharacter() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            String body =
                    """
                    {"requestId":"r-1","requestPayload":{"conversationId":"%s"},"n":1.50,\
                    "response":{"text":"a\\u00e9 </script>"}}\
                    """
                            .formatted(customer.conversation());

            Customer.webhook(hub(), body);

            JsonNode update = customer.page().awaitEvents("webhook_update", 2).getLast();
            assertThat(update.at("/message/data/response/text").asString())
                    .isEqualTo("aé </script>");
            assertThat(update.at("/message/source").asString()).isEqualTo("webhook_endpoint");
            assertThat(update.path("conversationId").asString()).isEqualTo(customer.conversation());
        }
    }

    @Test
    default void keepsTheAttachmentsOfTheRealShapeInOrder() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitEvents("webhook_update", 1);
            String body =
                    """
                    {"requestId":"r-1","ownerType":"BOT",
                     "requestPayload":{"conversationId":"%s","requestId":"r-1_res"},
                     "customFields":{"CHUNK_INDEX":"9","CHUNK_STATUS":"SUCCESS"},
                     "attachments":[
                      {"type":"ai.msg.domain.responses.core.Text","attachment":{"text":"one",
                        "properties":[{"name":"AGGREGATED_CHUNKS_RESPONSE","value":"true"}]}},
                      {"type":"ai.msg.domain.responses.core.Image","attachment":{"title":"two",
                        "largeImageUrl":"https://example.com/2.png"}},
                      {"type":"ai.msg.domain.responses.core.Carousel","attachment":{"elements":[]}}]}\
                    """
                            .formatted(customer.conversation());

            Customer.webhook(hub(), body);

            JsonNode update = customer.page().awaitEvents("webhook_update", 2).getLast();
            assertThat(update.at("/message/data/attachments").valueStream())
                    .extracting(attachment -> attachment.path("type").asString())
                    .containsExactly(
                            "ai.msg.domain.responses.core.Text",
                            "ai.msg.domain.responses.core.Image",
                            "ai.msg.domain.responses.core.Carousel");
        }
    }

    @Test
    default void doesNotWaitForEverForAFirstPart() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            customer.chunk("r-1", 1);

            customer.page().awaitAnswers("You said: Hello", "part 1");
        }
    }

    @Test
    default void pushesAnAnswerAgainUnderTheSameIdUntilItIsAcknowledged() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            customer.page().acknowledging(false);
            customer.callback("r-1", "hear me");
            customer.page().awaitEvents("webhook_update", 3);
            customer.page().acknowledging(true);

            List<JsonNode> pushed = customer.page().events("webhook_update").subList(1, 3);
            assertThat(pushed)
                    .extracting(update -> update.path("redelivered").asBoolean())
                    .containsExactly(false, true);
            assertThat(pushed.get(1).path("deliveryId"))
                    .isEqualTo(pushed.get(0).path("deliveryId"));
        }
    }
}
