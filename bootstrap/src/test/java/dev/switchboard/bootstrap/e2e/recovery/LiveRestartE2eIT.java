package dev.switchboard.bootstrap.e2e.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.KilledDeskStory;
import dev.switchboard.bootstrap.e2e.agent.KilledSupervisionStory;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import dev.switchboard.bootstrap.e2e.live.Visitor;
import dev.switchboard.bootstrap.e2e.presence.WatchRestartStories;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The guarantees of a hub on the embedded store after `kill -9`, and changes of settings by a
/// restart. It allows stock pages of other sites to take over their customers.
@TestInstance(Lifecycle.PER_CLASS)
class LiveRestartE2eIT
        implements RestartStories,
                WatchRestartStories,
                KilledDeskStory,
                KilledSupervisionStory,
                ErasureStory {

    private static final String NEW_SECRET = "the-desks-next-secret-of-32-bytes";

    private LiveHub hub;

    @BeforeAll
    void open(@TempDir Path directory) {
        hub = LiveHub.open(directory, Map.of("SWITCHBOARD_PEGA_CLAIM_POLICY", "legacy"));
    }

    @AfterAll
    void close() {
        hub.close();
    }

    @Override
    public LiveHub hub() {
        return hub;
    }

    @Test
    @Tag("nightly")
    void losesNothingWhileItsSecretAndTheDesksChange() {
        hub.deskTrusts(NEW_SECRET);
        try (Visitor visitor = Visitor.at(hub)) {
            visitor.say("m-1", "one");
            visitor.say("m-2", "two");
            await().atMost(SOON).until(() -> state().equals("AUTH_FAILED"));
            assertThat(visitor.sentTexts()).startsWith("one", "one").doesNotContain("two");
            assertThat(webhookBy(LiveHub.DESK_SECRET)).isEqualTo(200);
            assertThat(webhookBy(NEW_SECRET)).isEqualTo(403);

            restartWithSecrets(NEW_SECRET + "," + LiveHub.DESK_SECRET);

            try (Page tab = visitor.anotherTab()) {
                tab.awaitDeskTexts("You said: one", "You said: two");
            }
            assertThat(state()).isEqualTo("UP");
            assertThat(webhookBy(LiveHub.DESK_SECRET)).isEqualTo(200);
            assertThat(webhookBy(NEW_SECRET)).isEqualTo(200);

            restartWithSecrets(NEW_SECRET);

            assertThat(webhookBy(LiveHub.DESK_SECRET)).isEqualTo(403);
            assertThat(webhookBy(NEW_SECRET)).isEqualTo(200);
        }
    }

    private String state() {
        return hub.admin().get("/v1/pega/connections").text("/connections/0/state");
    }

    private void restartWithSecrets(String secrets) {
        hub.process().set("SWITCHBOARD_PEGA_JWT_SECRETS", secrets);
        hub.process().kill();
        hub.process().start();
    }

    private int webhookBy(String secret) {
        return Visitor.webhook(hub, "{\"type\":\"text\"}", Visitor.tokenBy(secret)).status();
    }

    /// A hub that is told to end needs its way to the desk until its last answer.
    @Test
    @Tag("nightly")
    void finishesAHandoverThatIsUnderWayWhenItIsToldToEnd() {
        HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
        hub.salesforce()
                .follow("[{\"match\":{\"path\":\"/query\"},\"action\":{\"delayMs\":2000}}]");
        String user = "5217331199001";
        CompletableFuture<Answer> connecting =
                CompletableFuture.supplyAsync(() ->
                        bot.post(
                                "/v1/chats/connect",
                                """
                                {"userID":"%s","botSlug":"shop-bot","botId":"b-1","name":"Ana",
                                 "provider":"whatsapp","email":"ana@example.com",
                                 "extraData":{"source_flow_bot":"SALESFORCE"}}
                                """
                                        .formatted(user)));
        await().atMost(SOON).until(() -> !hub.salesforce().calls().isEmpty());

        hub.process().terminate();
        hub.process().awaitEnd(SOON);
        hub.process().start();

        assertThat(connecting.join().status()).isEqualTo(200);
        assertThat(bot.get("/v1/chats/" + user).text("/state")).isEqualTo("ON_HOLD");
    }

    @Test
    void givesACustomerToThePageThatWroteLast() {
        try (Visitor visitor = Visitor.at(hub);
                Page reloaded = Page.at(hub, Map.of())) {
            visitor.say("m-1", "before");
            visitor.page().awaitDeskTexts("You said: before");

            JsonNode ack = reloaded.clientMessage(visitor.id(), "m-2", "after");

            assertThat(ack.path("ok").asBoolean()).isTrue();
            reloaded.awaitDeskTextsPerhapsBehind("You said: before", "You said: after");
            assertThat(visitor.page().deskTexts()).containsExactly("You said: before");
        }
    }
}
