package dev.switchboard.bootstrap.e2e.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Strangers who only know a name get nothing, on every store: the bot or the desk speaks first,
/// and then strangers come.
public interface ClaimStories {

    String DESK_REFUSAL = "Conversation is bound to another connection";
    String BOT_REFUSAL = "Conversation belongs to another client";
    String PASSWORD = "the-customers-own-password";

    LiveHub hub();

    /// A customer to whom the desk has written, and who has never connected.
    private String expected() {
        String customer = LiveHub.fresh("expected");
        says(customer, "one");
        says(customer, "two");
        return customer;
    }

    private void says(String customer, String text) {
        Answer taken =
                Visitor.webhook(
                        hub(),
                        """
                        {"type":"text","customer_id":"%s","message_id":"%s","text":["%s"]}\
                        """
                                .formatted(customer, text, text),
                        Visitor.goodToken());
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    }

    private void botSays(String conversation, String text) {
        Answer taken =
                Customer.webhook(
                        hub(),
                        """
                        {"requestId":"%1$s %2$s","requestPayload":{"conversationId":"%1$s"},
                         "response":{"text":"%2$s"}}\
                        """
                                .formatted(conversation, text));
        assertThat(taken.status()).as(taken.body()).isEqualTo(200);
    }

    private Page signedIn(String customer, Map<String, String> wishes) {
        hub().admin()
                .post(
                        "/v1/accounts",
                        "{\"username\":\"%s\",\"password\":\"%s\",\"roles\":[\"AGENT\"]}"
                                .formatted(customer, PASSWORD));
        String token = hub().stranger().logIn(customer, PASSWORD).token();
        Map<String, String> auth = new HashMap<>(wishes);
        auth.put("token", String.valueOf(token));
        return Page.at(hub(), auth);
    }

    private String refusal(Map<String, String> auth) {
        try (Page page = new Page(hub().entrance(), auth)) {
            return page.awaitEvents("refused", 1).getFirst().path("message").asString();
        }
    }

    @Test
    default void refusesWhoOnlyNamesACustomerAndKeepsAllForTheOneWhoSigns() {
        String customer = expected();

        List<String> refusals =
                Stream.of("0", "-1", "1", "999999999999", "")
                        .map(cursor -> refusal(Map.of("customer_id", customer, "cursor", cursor)))
                        .toList();
        says(customer, "three");

        assertThat(refusals).containsOnly(DESK_REFUSAL);
        assertThat(refusal(Map.of("customer_id", LiveHub.fresh("nobody")))).isEqualTo(DESK_REFUSAL);
        assertThat(refusal(Map.of("customer_id", "anon-1"))).isEqualTo(DESK_REFUSAL);
        assertThat(refusal(Map.of("customer_id", customer, "resumeToken", "")))
                .isEqualTo(DESK_REFUSAL);
        try (Page owner = signedIn(customer, Map.of("customer_id", customer))) {
            owner.awaitDeskTexts("one", "two", "three");
        }
    }

    @Test
    default void showsWhoWritesFirstNothingOfBeforeAndAllOfItToTheOneWhoSigns() {
        hub().desk().follow("[]");
        String customer = expected();
        try (Page stranger = Page.at(hub(), Map.of())) {
            JsonNode taken = stranger.clientMessage(customer, "m-1", "hello");
            stranger.awaitDeskTexts("You said: hello");
            says(customer, "three");
            stranger.awaitDeskTexts("You said: hello", "three");
            Map<String, String> again =
                    Map.of(
                            "customer_id",
                            customer,
                            "cursor",
                            "0",
                            "resumeToken",
                            stranger.resumeToken());
            try (Page reloaded = Page.at(hub(), again)) {
                reloaded.awaitDeskTexts("You said: hello", "three");
            }

            try (Page owner = signedIn(customer, Map.of("customer_id", customer))) {
                owner.awaitDeskTexts("one", "two", "You said: hello", "three");
            }
            assertThat(taken.path("ok").asBoolean()).isTrue();
            assertThat(stranger.deskTexts()).containsExactly("You said: hello", "three");
        }
    }

    @Test
    default void letsOneOfTwoStrangersWriteFirst() {
        hub().desk().follow("[]");
        String customer = expected();
        try (Page one = Page.at(hub(), Map.of());
                Page other = Page.at(hub(), Map.of())) {

            List<JsonNode> acks =
                    Stream.of(one, other)
                            .map(page ->
                                    CompletableFuture.supplyAsync(() ->
                                            page.clientMessage(
                                                    customer, page.socketId(), "me first")))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();

            assertThat(acks)
                    .extracting(ack -> ack.path("ok").asBoolean())
                    .containsExactlyInAnyOrder(true, false);
            Page winner = acks.getFirst().path("ok").asBoolean() ? one : other;
            winner.awaitDeskTexts("You said: me first");
            assertThat(LiveHub.asked(hub().desk(), "customer_id", customer)).hasSize(1);
            assertThat(Stream.of(one, other).mapToInt(page -> page.deskTexts().size()).sum())
                    .isEqualTo(1);
        }
    }

    @Test
    default void provesNothingByWhatWasGivenUpUntilItIsWrittenToAgain() {
        hub().desk().follow("[]");
        try (Visitor visitor = Visitor.at(hub())) {
            visitor.say("m-1", "hello");
            visitor.page().awaitDeskTexts("You said: hello");
            visitor.page()
                    .call(
                            "clientMessage",
                            "{\"type\":\"customer_end_session\",\"customer_id\":\"%s\"}"
                                    .formatted(visitor.id()));
            visitor.hears("late", "late");
            String token = visitor.page().resumeToken();

            assertThat(refusal(Map.of("customer_id", visitor.id(), "resumeToken", token)))
                    .isEqualTo(DESK_REFUSAL);
            visitor.say("m-2", "again");

            visitor.page().awaitDeskTexts("You said: hello", "You said: again");
            try (Page tab = visitor.anotherTab()) {
                tab.clientMessage(visitor.id(), "m-3", "from a tab");
                tab.awaitDeskTextsPerhapsBehind("You said: again", "You said: from a tab");
            }
        }
    }

    @Test
    default void refusesWhoOnlyNamesAConversationOfTheBot() {
        String conversation = LiveHub.fresh("expected");
        botSays(conversation, "kept");

        assertThat(refusal(Map.of("conversationId", conversation))).isEqualTo(BOT_REFUSAL);
        assertThat(refusal(Map.of("conversationId", conversation, "cursor", "0")))
                .isEqualTo(BOT_REFUSAL);
        try (Page page = Page.at(hub(), Map.of())) {
            JsonNode refused =
                    page.call("authenticate", "{\"conversationId\":\"" + conversation + "\"}");
            botSays(conversation, "kept too");

            assertThat(refused.path("success").asBoolean()).isFalse();
            assertThat(refused.path("message").asString()).isEqualTo(BOT_REFUSAL);
            assertThat(page.call("ping", "{}").path("ok").asBoolean()).isTrue();
            assertThat(page.answers()).isEmpty();
        }
    }

    @Test
    default void letsAPageListenBeforeItsFirstMessageUntilSomebodyElseWrites() {
        hub().scriptBot("[]");
        try (Customer customer = Customer.at(hub());
                Page early = Page.at(hub(), Map.of("conversationId", customer.conversation()))) {
            botSays(customer.conversation(), "welcome");
            early.awaitAnswers("welcome");

            customer.ask("m-1", "hello");
            customer.page().awaitAnswers("You said: hello");

            assertThat(early.call("ping", "{}").path("ok").asBoolean()).isTrue();
            assertThat(early.answers()).containsExactly("welcome");
            assertThat(refusal(Map.of("conversationId", customer.conversation())))
                    .isEqualTo(BOT_REFUSAL);
        }
    }

    @Test
    default void showsWhoAsksTheBotFirstNothingOfBefore() {
        hub().scriptBot("[]");
        try (Customer customer = Customer.at(hub());
                Customer thief =
                        new Customer(hub(), customer.conversation(), Page.at(hub(), Map.of()))) {
            botSays(customer.conversation(), "kept");

            Answer taken = customer.ask("m-1", "hello");
            customer.page().awaitAnswers("You said: hello");
            Answer refused = thief.ask("m-2", "hello");

            assertThat(taken.status()).isIn(200, 202);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(thief.page().answers()).isEmpty();
            try (Page tab =
                    Page.at(
                            hub(),
                            Map.of(
                                    "conversationId", customer.conversation(),
                                    "cursor", "0",
                                    "resumeToken", customer.page().resumeToken()))) {
                tab.awaitAnswers("You said: hello");
            }
        }
    }
}
