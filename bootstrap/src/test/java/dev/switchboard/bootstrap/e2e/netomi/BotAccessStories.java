package dev.switchboard.bootstrap.e2e.netomi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.LiveHubPool;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Who may call for the bot, which pages may use it, and what others see of its conversations.
public interface BotAccessStories {

    String BODY = "{\"requestId\":\"w-1\",\"requestPayload\":{\"conversationId\":\"nobodys\"}}";
    String ALLOW = "Access-Control-Allow-Origin";

    LiveHub hub();

    @Test
    default void tellsWhyTheBotsWebhookRefuses() {
        assertThat(hub().stranger().post("/webhook/netomi", BODY))
                .satisfies(answer -> refused(answer, "Missing Authorization header"));
        assertThat(Customer.webhook(hub(), BODY, "Authorization", "Basic abc"))
                .satisfies(answer -> refused(answer, "Invalid Authorization header format"));
        assertThat(Customer.webhook(hub(), BODY, "Authorization", "Bearer wrong"))
                .satisfies(answer -> refused(answer, "Invalid bearer token"));
    }

    private static void refused(Answer answer, String error) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/error")).isEqualTo(error);
    }

    @Test
    default void takesBothActiveTokensOfTheBot() {
        Answer newer = Customer.webhook(hub(), BODY);
        Answer older =
                Customer.webhook(hub(), BODY, LiveHub.proof(LiveHub.OLDER_WEBHOOK_TOKEN, BODY));

        assertThat(newer.status()).as(newer.body()).isEqualTo(200);
        assertThat(newer.text("/requestId")).isEqualTo("w-1");
        assertThat(older.status()).as(older.body()).isEqualTo(200);
    }

    @Test
    default void refusesABodyThatWasChangedAfterItWasSignedOrThatNobodySigned() {
        Answer good = Customer.webhook(hub(), BODY);
        Answer changed = Customer.webhook(hub(), BODY + " ", LiveHub.proof(BODY));
        Answer unsigned =
                Customer.webhook(hub(), BODY, "Authorization", "Bearer " + LiveHub.WEBHOOK_TOKEN);

        assertThat(good.status()).isEqualTo(200);
        assertThat(List.of(changed, unsigned)).extracting(Answer::status).containsOnly(401);
        assertThat(changed.body()).isEqualTo("{\"error\":\"Invalid signature\"}");
    }

    @Test
    default void letsAListedPageUseTheBot() {
        Answer beforehand = beforehand(LiveHubPool.LISTED_PAGE);
        Answer asked = askFrom(LiveHubPool.LISTED_PAGE);

        assertThat(beforehand.status()).isEqualTo(204);
        assertThat(beforehand.header(ALLOW)).isEqualTo(LiveHubPool.LISTED_PAGE);
        assertThat(beforehand.header("Access-Control-Allow-Headers"))
                .contains("X-Switchboard-Resume");
        assertThat(asked.status()).as(asked.body()).isEqualTo(200);
        assertThat(asked.header(ALLOW)).isEqualTo(LiveHubPool.LISTED_PAGE);
    }

    @Test
    default void tellsAForeignPageNothingThatIsNotListed() {
        Answer beforehand = beforehand("https://evil.example");
        Answer asked = askFrom("https://evil.example");

        assertThat(beforehand.headers().firstValue(ALLOW)).isEmpty();
        assertThat(asked.headers().firstValue(ALLOW)).isEmpty();
    }

    private Answer beforehand(String origin) {
        return hub().stranger()
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
        try (Customer customer = Customer.at(hub())) {
            String token = customer.page().resumeToken();
            return customer.ask("m-1", "Hello", "X-Switchboard-Resume", token, "Origin", origin);
        }
    }

    @Test
    default void showsTheHistoryToConsolesAndNothingToStrangers() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            assertThat(customer.history().path("messages").valueStream())
                    .extracting(message -> message.path("type").asString())
                    .containsExactly("user_message", "webhook_response");
            assertThat(hub().stranger().get("/api/conversations").status()).isEqualTo(401);
        }
    }

    @Test
    default void neverShowsASecret() {
        try (Customer customer = Customer.at(hub())) {
            customer.ask("m-1", "Hello");
            customer.page().awaitAnswers("You said: Hello");

            String info = hub().admin().get("/webhook/info").body();
            String lists =
                    hub().admin().get("/api/webhook-messages").body()
                            + hub().admin().get("/api/conversations").body()
                            + customer.history();

            assertThat(info).contains("\"bearer_token\":\"configured\"");
            assertThat(info + lists + customer.page().events("webhook_update"))
                    .doesNotContain(LiveHub.WEBHOOK_TOKEN)
                    .doesNotContain(LiveHub.WEBHOOK_SECRET)
                    .doesNotContainIgnoringCase("authorization\":\"bearer");
            assertThat(hub().processes())
                    .extracting(HubProcess::log)
                    .allSatisfy(log ->
                            assertThat(log)
                                    .doesNotContain(LiveHub.WEBHOOK_TOKEN)
                                    .doesNotContain(LiveHub.WEBHOOK_SECRET)
                                    .doesNotContain("You said: Hello"));
        }
    }

    @Test
    default void showsTheBotsTokenToBackEndsOnly() {
        await().atMost(Page.SOON)
                .until(
                        () -> hub().admin().get("/api/netomi/generate-token").status(),
                        status -> status == 200);

        Answer stranger = hub().stranger().get("/api/netomi/generate-token");

        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("sim-token");
    }
}
