package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An admin replays a conversation in a real browser.
@Tag("nightly")
class HubReplayE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubReplayE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void choose(ConsolePage page, String field, String value) {
        page.choose("dialog[open] [name=" + field + "]", value);
    }

    private static void awaitAmong(ConsolePage page, String selector, String text) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all(selector))
                                .anySatisfy(each -> assertThat(each).contains(text)));
    }

    @Test
    void countsFirstAndSendsTheMessagesOfAConversationAgainOnce() throws IOException {
        Customer customer = pages.customer(hub);
        customer.ask(LiveHub.fresh("m"), "one");
        customer.ask(LiveHub.fresh("m"), "two");
        ConsolePage page =
                admin("/hub/conversations#id=netomi%3A" + customer.conversation() + "&replay=1");

        choose(page, "target", "bot:netomi");
        page.click("dialog[open] .primary");
        awaitAmong(page, ".counted", "0 messages would be sent again");
        choose(page, "what", "all");
        await().atMost(SOON).until(() -> !page.has(".counted"));
        assertThat(page.all("dialog .warning").getFirst()).contains("same ids");
        page.click("dialog[open] .primary");
        awaitAmong(page, ".counted", "2 messages would be sent again");
        look(page);
        page.click("dialog[open] .end .primary:enabled");

        awaitAmong(page, ".told", "2 messages are on their way to bot:netomi again");
        await().atMost(SOON).until(() -> customer.asked().size() == 4);
        assertThat(customer.asked()).containsExactly("one", "two", "one", "two");
        assertThat(page.has("dialog")).isFalse();
    }

    private String channel() {
        String id = LiveHub.fresh("channel");
        String registered =
                "{\"channel_id\":\"%s\",\"channel_metadata\":{\"endpoint_url\":\"%s/sim/channels/%s/incoming\"}}"
                        .formatted(id, hub.simulated(), id);
        assertThat(hub.admin().post("/channel", registered).status()).isEqualTo(201);
        for (String session : List.of("a", "b")) {
            hub.admin()
                    .post(
                            "/channel/message",
                            "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":\"x\"}"
                                    .formatted(id, id + session));
        }
        String delivered = "/v1/channels/" + id + "/deliveries?status=delivered,answered";
        await().atMost(SOON)
                .until(() -> hub.admin().get(delivered).json().path("items").size() == 2);
        return id;
    }

    private static void type(ConsolePage page, String field, String value) {
        page.fill("main [name=" + field + "]", value);
    }

    @Test
    void sendsAChannelWhatItWasSentBetweenTwoTimesOnceThatIsConfirmed() {
        String channel = channel();
        ConsolePage page = admin("/hub/channels/" + channel);

        type(page, "from", "2020-01-01T00:00");
        type(page, "to", "2020-01-02T00:00");
        page.click(".period .primary");
        awaitAmong(page, ".counted", "0 messages would be sent again");
        type(page, "from", "2020-01-01T00:00");
        type(
                page,
                "to",
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        type(page, "what", "all");
        await().atMost(SOON).until(() -> !page.has(".counted"));
        page.click(".period .primary");
        awaitAmong(
                page, ".counted", "2 messages would be sent again. They are of 2 conversations.");
        assertThat(page.has(".period .primary:enabled")).isFalse();
        page.click(".period .check input");
        page.awaitThere(".period .primary:enabled");
        page.click(".period .primary");

        awaitAmong(page, ".told", "2 messages are on their way to the channel again.");
        awaitAmong(page, ".progress", "2 of 2 sent again");
        assertThat(hub.admin().get("/v1/audit?action=channel.replay&limit=10").body())
                .contains("\"subject\":\"" + channel + "\"", "conversations 2, count 2");
    }

    private static void look(ConsolePage page) throws IOException {
        for (int width : new int[] {1440, 390}) {
            page.tab().prefers(width == 1440 ? "light" : "dark");
            page.tab().resize(width, 900);
            page.keepPicture("hub-replay-" + width, width);
            assertThat(page.fits()).as("replay " + width).isTrue();
            assertThat(page.beside()).as("replay " + width).isEmpty();
            assertThat(page.nameless()).isEmpty();
            assertThat(page.findings()).as("replay " + width).isEmpty();
        }
        page.tab().resize(1440, 900);
    }
}
