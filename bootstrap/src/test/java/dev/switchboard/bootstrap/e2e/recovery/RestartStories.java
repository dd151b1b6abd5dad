package dev.switchboard.bootstrap.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The guarantees after a crash, on every store.
interface RestartStories {

    Duration SOON = Duration.ofSeconds(60);

    LiveHub hub();

    @BeforeEach
    default void calm() {
        hub().scriptBot("[]");
        hub().desk().follow("[]");
    }

    @Test
    default void bringsAnAnswerThatCameWhileThePageWasAwayBeforeTheNextOne() {
        String conversation = LiveHub.fresh("restart");
        Page before = Page.at(hub(), Map.of());
        ask(conversation, before, "m-1", "one");
        before.awaitAnswers("You said: one");
        before.close();
        callBack(conversation, "while you were away");

        hub().process().kill();
        hub().process().start();

        try (Page after =
                Page.at(
                        hub(),
                        Map.of(
                                "conversationId",
                                conversation,
                                "resumeToken",
                                before.resumeToken()))) {
            ask(conversation, after, "m-2", "two");
            after.awaitAnswersPerhapsBehind(
                    "You said: one", "while you were away", "You said: two");
        }
    }

    @Test
    default void asksTheBotAgainUnderTheSameIdWhenItDiedInBetween() {
        String conversation = LiveHub.fresh("restart");
        hub().scriptBot("[{\"drop\":\"hang\",\"callback\":{\"when\":\"never\"}}]");
        try (Page page = Page.at(hub(), Map.of())) {
            CompletableFuture<Answer> cut =
                    CompletableFuture.supplyAsync(() -> ask(conversation, page, "m-1", "hello"));
            await().atMost(SOON).until(() -> asked(conversation).size() == 1);
            page.names("conversationId", conversation);

            hub().process().kill();
            hub().process().start();

            page.awaitAnswers("You said: hello");
            assertThat(cut.handle((_, failure) -> failure != null).join()).isTrue();
            assertThat(asked(conversation))
                    .extracting(body -> body.at("/messagePayload/messageId").asString())
                    .containsExactly("m-1", "m-1");
        }
    }

    @Test
    default void tellsTheDeskAgainUnderTheSameIdWhenItDiedInBetween() {
        String customer = LiveHub.fresh("restart");
        hub().desk().follow("[{\"drop\":\"hang\",\"callback\":{\"when\":\"never\"}}]");
        try (Page page = Page.at(hub(), Map.of())) {
            JsonNode ack = page.clientMessage(customer, "m-1", "hello");
            await().atMost(SOON).until(() -> told(customer).size() == 1);
            page.names("customer_id", customer);

            hub().process().kill();
            hub().process().start();

            page.awaitDeskTexts("You said: hello");
            assertThat(ack.path("ok").asBoolean()).isTrue();
            assertThat(told(customer))
                    .hasSize(2)
                    .extracting(body -> body.path("message_id").asString())
                    .containsOnly("m-1");
        }
    }

    @Test
    default void keepsTheDesksAnswersForAPageThatComesBackLater() {
        String customer = LiveHub.fresh("restart");
        Page before = Page.at(hub(), Map.of());
        before.clientMessage(customer, "m-1", "one");
        before.awaitDeskTexts("You said: one");
        before.clientMessage(customer, "m-2", "two");
        before.awaitDeskTexts("You said: one", "You said: two");
        before.acknowledging(false);
        before.clientMessage(customer, "m-3", "three");
        before.awaitDeskTexts("You said: one", "You said: two", "You said: three");
        before.close();

        hub().process().kill();
        hub().process().start();

        try (Page after =
                Page.at(
                        hub(),
                        Map.of("customer_id", customer, "resumeToken", before.resumeToken()))) {
            after.clientMessage(customer, "m-4", "four");
            after.awaitDeskTextsPerhapsBehind("You said: two", "You said: three", "You said: four");
        }
    }

    private List<JsonNode> asked(String conversation) {
        return LiveHub.asked(hub().bot(), "conversationId", conversation);
    }

    private List<JsonNode> told(String customer) {
        return LiveHub.asked(hub().desk(), "customer_id", customer);
    }

    private Answer ask(String conversation, Page page, String messageId, String text) {
        return hub().stranger()
                .post(
                        "/api/netomi/process-message",
                        """
                        {"clientSocketId":"%s","messageData":{"conversationId":"%s",
                         "messagePayload":{"messageId":"%s","text":"%s"}}}\
                        """
                                .formatted(page.socketId(), conversation, messageId, text),
                        "X-Switchboard-Resume",
                        page.resumeToken());
    }

    private void callBack(String conversation, String text) {
        String body =
                """
                {"requestId":"%1$s","requestPayload":{"conversationId":"%2$s"},
                 "response":{"text":"%1$s"}}\
                """
                        .formatted(text, conversation);
        Answer answer = hub().stranger().post("/webhook/netomi", body, LiveHub.proof(body));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
}
