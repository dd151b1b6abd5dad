package dev.switchboard.bootstrap.e2e.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.SharedLiveHub;
import dev.switchboard.simulators.script.RecordedCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/// Users and the bot, with the packaged hub, a simulated bot and the stock Java client. Scenario 17
/// is in MongoLiveE2eIT, where a store can be shut off; the restarts of 7 and 13 are in
/// LiveRestartE2eIT, the cases without a valid token (11, 16) in NetomiTokenE2eIT, and the clock of
/// 6 in AcknowledgementScenarioTest.
@ExtendWith(SharedLiveHub.class)
@ResourceLock(SharedLiveHub.BOT)
class NetomiE2eIT implements BotStories {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LiveHub hub;
    private Customer customer;

    NetomiE2eIT(LiveHub hub) {
        this.hub = hub;
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @BeforeEach
    void open() {
        customer = Customer.at(hub);
    }

    @AfterEach
    void close() {
        customer.close();
    }

    @Nested
    class AQuestion {

        @Test
        void isSentWithSixHeadersAndItsAttributesAsAList() {
            customer.ask("m-1", "Hello");

            RecordedCall call =
                    hub.bot().calls().stream()
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

    @Nested
    class AnAnswer {

        @Test
        void comesToThePageCharacterByCharacter() {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            String body =
                    """
                    {"requestId":"r-1","requestPayload":{"conversationId":"%s"},"n":1.50,\
                    "response":{"text":"a\\u00e9 </script>"}}\
                    """
                            .formatted(customer.conversation());

            Customer.webhook(hub, body);

            JsonNode update = customer.page().awaitEvents("webhook_update", 2).getLast();
            assertThat(update.at("/message/data/response/text").asString())
                    .isEqualTo("aé </script>");
            assertThat(update.at("/message/source").asString()).isEqualTo("webhook_endpoint");
            assertThat(update.path("conversationId").asString()).isEqualTo(customer.conversation());
        }

        @Test
        void ofTheRealShapeKeepsItsAttachmentsInOrder() {
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

            Customer.webhook(hub, body);

            JsonNode update = customer.page().awaitEvents("webhook_update", 2).getLast();
            assertThat(update.at("/message/data/attachments").valueStream())
                    .extracting(attachment -> attachment.path("type").asString())
                    .containsExactly(
                            "ai.msg.domain.responses.core.Text",
                            "ai.msg.domain.responses.core.Image",
                            "ai.msg.domain.responses.core.Carousel");
        }

        @Test
        void whoseFirstPartIsMissingDoesNotWaitForEver() {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            customer.chunk("r-1", 1);

            customer.page().awaitAnswers("You said: Hello", "part 1");
        }

        @Test
        void thatIsNotAcknowledgedComesAgainUnderTheSameIdUntilItIs() {
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

    @Nested
    class WhenTheBot {

        @AfterEach
        void awaitItsRecovery() {
            hub.scriptBot("[]");
            try (Customer other = Customer.at(hub)) {
                await().atMost(SOON)
                        .until(() -> other.ask(LiveHub.fresh("m"), "Well?").status() == 200);
            }
        }

        @Test
        void refusesATokenOneNewOneIsMintedForAll() {
            customer.ask("warm", "warm up");
            long before = mints();
            hub.scriptBot("[{\"expireTokens\":true}]");

            List<Customer> all = Stream.generate(() -> Customer.at(hub)).limit(20).toList();
            List<CompletableFuture<Answer>> asking =
                    all.stream().map(one -> one.askSoon("m-1", "Hello")).toList();

            assertThat(asking)
                    .allSatisfy(asked -> assertThat(asked.join().status()).isIn(200, 202));
            all.forEach(one -> one.page().awaitAnswers("You said: Hello"));
            assertThat(mints() - before).isEqualTo(1);
            all.forEach(Customer::close);
        }

        private long mints() {
            return hub.bot().calls().stream().filter(call -> call.body().isEmpty()).count();
        }

        @Test
        void callsBackBeforeItAnswersAndThenHangsItIsNotAskedAgain() {
            hub.scriptBot("[{\"drop\":\"hang\",\"callback\":{\"when\":\"before\"}}]");

            Answer queued = customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");
            Answer next = customer.ask("m-2", "And this?");

            assertThat(queued.status()).as(queued.body()).isIn(200, 202);
            assertThat(next.status()).as(next.body()).isIn(200, 202);
            customer.page().awaitAnswers("You said: Hello", "You said: And this?");
            assertThat(customer.asked()).containsExactly("Hello", "And this?");
        }
    }

    @Nested
    class TheWebhook {

        private final String body =
                "{\"requestId\":\"w-1\",\"requestPayload\":{\"conversationId\":\"nobodys\"}}";

        @Test
        void tellsWhyItRefuses() {
            assertThat(hub.stranger().post("/webhook/netomi", body))
                    .satisfies(answer -> refused(answer, "Missing Authorization header"));
            assertThat(Customer.webhook(hub, body, "Authorization", "Basic abc"))
                    .satisfies(answer -> refused(answer, "Invalid Authorization header format"));
            assertThat(Customer.webhook(hub, body, "Authorization", "Bearer wrong"))
                    .satisfies(answer -> refused(answer, "Invalid bearer token"));
        }

        private static void refused(Answer answer, String error) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.text("/error")).isEqualTo(error);
        }

        @Test
        void takesBothActiveTokens() {
            Answer newer = Customer.webhook(hub, body);
            Answer older =
                    Customer.webhook(hub, body, LiveHub.proof(LiveHub.OLDER_WEBHOOK_TOKEN, body));

            assertThat(newer.status()).as(newer.body()).isEqualTo(200);
            assertThat(newer.text("/requestId")).isEqualTo("w-1");
            assertThat(older.status()).as(older.body()).isEqualTo(200);
        }

        @Test
        void refusesABodyThatWasChangedAfterItWasSignedOrThatNobodySigned() {
            Answer good = Customer.webhook(hub, body);
            Answer changed = Customer.webhook(hub, body + " ", LiveHub.proof(body));
            Answer unsigned =
                    Customer.webhook(hub, body, "Authorization", "Bearer " + LiveHub.WEBHOOK_TOKEN);

            assertThat(good.status()).isEqualTo(200);
            assertThat(List.of(changed, unsigned)).extracting(Answer::status).containsOnly(401);
            assertThat(changed.body()).isEqualTo("{\"error\":\"Invalid signature\"}");
        }
    }

    @Nested
    class AForeignPage {

        private static final String ALLOW = "Access-Control-Allow-Origin";

        @Test
        void mayUseTheBotIfItIsListed() {
            Answer beforehand = beforehand(SharedLiveHub.LISTED_PAGE);
            Answer asked = askFrom(SharedLiveHub.LISTED_PAGE);

            assertThat(beforehand.status()).isEqualTo(204);
            assertThat(beforehand.header(ALLOW)).isEqualTo(SharedLiveHub.LISTED_PAGE);
            assertThat(beforehand.header("Access-Control-Allow-Headers"))
                    .contains("X-Switchboard-Resume");
            assertThat(asked.status()).as(asked.body()).isEqualTo(200);
            assertThat(asked.header(ALLOW)).isEqualTo(SharedLiveHub.LISTED_PAGE);
        }

        @Test
        void isToldNothingIfItIsNot() {
            Answer beforehand = beforehand("https://evil.example");
            Answer asked = askFrom("https://evil.example");

            assertThat(beforehand.headers().firstValue(ALLOW)).isEmpty();
            assertThat(asked.headers().firstValue(ALLOW)).isEmpty();
        }

        private Answer beforehand(String origin) {
            return hub.stranger()
                    .ask(
                            "OPTIONS",
                            "/api/netomi/process-message",
                            null,
                            "Origin",
                            origin,
                            "Access-Control-Request-Method",
                            "POST");
        }

        private Answer askFrom(String origin) {
            String token = customer.page().resumeToken();
            return customer.ask("m-1", "Hello", "X-Switchboard-Resume", token, "Origin", origin);
        }
    }

    @Nested
    class WhatOthersMaySee {

        @Test
        void isTheHistoryForConsolesAndNothingForStrangers() {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            assertThat(customer.history().path("messages").valueStream())
                    .extracting(message -> message.path("type").asString())
                    .containsExactly("user_message", "webhook_response");
            assertThat(hub.stranger().get("/api/conversations").status()).isEqualTo(401);
        }

        @Test
        void isNeverASecret() {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            String info = hub.admin().get("/webhook/info").body();
            String lists =
                    hub.admin().get("/api/webhook-messages").body()
                            + hub.admin().get("/api/conversations").body()
                            + customer.history();

            assertThat(info).contains("\"bearer_token\":\"configured\"");
            assertThat(info + lists + customer.page().events("webhook_update"))
                    .doesNotContain(LiveHub.WEBHOOK_TOKEN)
                    .doesNotContain(LiveHub.WEBHOOK_SECRET)
                    .doesNotContainIgnoringCase("authorization\":\"bearer");
            assertThat(hub.process().log())
                    .doesNotContain(LiveHub.WEBHOOK_TOKEN)
                    .doesNotContain(LiveHub.WEBHOOK_SECRET)
                    .doesNotContain("You said: Hello");
        }

        @Test
        void isTheBotsTokenForBackEndsOnly() {
            await().atMost(SOON)
                    .until(
                            () -> hub.admin().get("/api/netomi/generate-token").status(),
                            status -> status == 200);

            Answer stranger = hub.stranger().get("/api/netomi/generate-token");

            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.body()).doesNotContain("sim-token");
        }
    }
}
