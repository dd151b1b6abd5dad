package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What the console tells of earlier days, in a real browser, with a real hub.
class HistoryE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HistoryE2eIT(LiveHub hub) {
        super(hub);
    }

    @Test
    void showsAnAgentTheEarlierConversationsOfTheCustomer() throws IOException {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "my parcel is broken " + HOSTILE);
        page.accept();
        page.answer("We send another one");
        customer.page().awaitAnswersAmong("We send another one");
        page.end();
        assertThat(customer.wantsAgent().status()).isEqualTo(200);
        page.awaitThere(".offer button.primary:enabled");
        page.alt("A");
        page.showDetails();

        page.awaitThere(".formers li button");
        assertThat(page.all(".formers li")).hasSize(1);
        page.assertLooks("formers");
        page.click(".formers li button");
        page.awaitThere("dialog.former[open] .log");

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all("dialog.former .said .text"))
                                .contains("We send another one"));
        assertThat(page.has("dialog img")).isFalse();
        page.assertLooks("former");
        page.click("dialog.former .end button");
        await().atMost(SOON).until(() -> !page.has("dialog"));
        page.end();
    }

    /// By its words, why it did not arrive, and again.
    @Test
    void leadsFromTheWordsOfAStuckMessageToItsWayInThreeClicks() throws IOException {
        Customer customer = pages.customer(hub);
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        String word = LiveHub.fresh("needle").replaceAll("\\W", "");
        assertThat(customer.ask(LiveHub.fresh("m"), "Where is my " + word + HOSTILE).status())
                .isEqualTo(500);
        ConsolePage page = somebody("ADMIN\",\"SUPERVISOR");
        page.click("a[href=\"/console/search\"]");
        page.awaitThere("main.search input[name=words]");
        page.focus("main.search input[name=words]");
        page.tab().type(word.toUpperCase(Locale.ROOT));

        await().atMost(SOON).until(() -> finds(page, 1)); // the index follows within seconds
        finds(page, 2);
        assertThat(page.all(".hits mark")).containsExactly(word);
        assertThat(page.all(".hits .undelivered")).hasSize(1);
        assertThat(page.has("main img")).isFalse();
        page.assertLooks("search");
        page.click(".hits a[href^=\"/console/hub/messages/\"]");
        page.awaitThere(".states .primary");
        assertThat(page.all("td")).contains("422", "not here");
        page.click(".states .primary");

        page.awaitThere(".states .state.answered, .states .state.delivered");
        assertThat(customer.asked()).hasSize(2);
        assertThat(hub.admin().get("/v1/audit?action=conversation.search&limit=1").body())
                .contains("conversation.search")
                .doesNotContain(word);
    }

    @Test
    void findsWhatWasSaidInAQueueOnADay() {
        String word = LiveHub.fresh("needle").replaceAll("\\W", "");
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "about the " + word);
        page.accept();
        page.click("a[href=\"/console/search\"]");
        page.awaitThere("main.search input[name=words]");
        page.focus("main.search input[name=words]");
        page.tab().type(word);
        page.choose("main.search select[name=queue]", "default");
        await().atMost(SOON).until(() -> finds(page, 1));

        assertThat(page.tab().run("decodeURIComponent(location.hash)").asString())
                .contains("words=" + word, "queue=default");
        page.fill("main.search input[name=to]", "2020-01-31");
        assertThat(finds(page, 1)).isFalse();
        page.openNth(1);
        page.awaitThere(".composer textarea");
        page.end();
    }

    @Test
    void findsWhatWasSaidToAnAgent() {
        String word = LiveHub.fresh("needle").replaceAll("\\W", "");
        ConsolePage agent = somebody("AGENT");
        String name = agent.all(".me").getFirst();
        pages.customer(hub, "about the " + word);
        agent.accept();
        agent.click("a[href=\"/console/search\"]");
        agent.awaitThere("main.search input[name=words]");
        assertThat(agent.has("main.search input[name=agent]")).isFalse();
        ConsolePage page = somebody("SUPERVISOR");
        page.click("a[href=\"/console/search\"]");
        page.fill("main.search input[name=words]", word);
        page.fill("main.search input[name=agent]", name);
        await().atMost(SOON).until(() -> finds(page, 1));

        assertThat(page.tab().run("location.hash").asString()).contains("agent=" + name);
        page.fill("main.search input[name=agent]", "nobody");
        assertThat(finds(page, 1)).isFalse();
        agent.openNth(1);
        agent.awaitThere(".composer textarea");
        agent.end();
    }

    /// Asks so often, without waiting for an answer before the last one.
    private static boolean finds(ConsolePage page, int times) {
        page.focus("main.search input[name=words]");
        for (int time = 0; time < times; time++) {
            page.enter();
            page.awaitDrawn();
        }
        await().atMost(SOON)
                .until(() -> !page.all("main.search [role=status]").equals(List.of("Loading…")));
        return page.has(".hits mark");
    }
}
