package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.simulators.script.RecordedCall;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What the console tells of earlier days, in a real browser, with a real hub.
@Tag("nightly")
class HistoryE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// The hub shows 200 messages at a time.
    private static final int MORE_THAN_A_PAGE = 205;

    private static final String IN_SIGHT =
            """
            (() => {
                const inner = document.querySelector('.log .found').getBoundingClientRect();
                const outer = document.querySelector('.log').getBoundingClientRect();
                return inner.top >= outer.top && inner.bottom <= outer.bottom;
            })()\
            """;

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

    /// By the customer's name, why it did not arrive, and again; by an admin who is no agent, and
    /// is not made one by looking.
    @Test
    void leadsAnAdminFromTheNameOfACustomerToTheirStuckMessage() throws IOException {
        String name = LiveHub.fresh("Zo\u00eb Needle");
        ConsolePage agent = somebody("AGENT");
        String user = talksToPeople(name);
        agent.accept();
        await().atMost(SOON).until(() -> told(user).size() == 1); // that an agent is sought
        hub.platforms().follow("[{\"status\":422,\"body\":\"not here\"}]");
        agent.answer("It comes on Monday" + HOSTILE);
        agent.awaitThere(".said.own .undelivered");
        assertThat(agent.all(".mine .words"))
                .singleElement()
                .asString()
                .startsWith("Not delivered");
        String operator = LiveHub.fresh("operator");
        Staff.hire(hub, operator, "ADMIN");
        ConsolePage page = visit("", operator, Staff.PASSWORD);
        page.click("a[href=\"/console/search\"]");
        page.awaitThere("main.search input[name=customer]");
        page.focus("main.search input[name=customer]");
        page.tab().type(name.toUpperCase(Locale.ROOT).replace('\u00cb', 'E'));

        await().atMost(SOON).until(() -> lists(page, ".hits .undelivered"));
        assertThat(page.all(".hits strong")).containsOnly(name);
        assertThat(page.all(".hits .undelivered")).hasSize(1);
        assertThat(page.has(".hits a[href^=\"/console/floor\"]")).isFalse();
        assertThat(page.has("main img")).isFalse();
        page.assertLooks("search of an admin");
        page.click(".hits li:has(.undelivered) a[href^=\"/console/hub/messages/\"]");
        page.awaitThere(".states .primary");
        assertThat(page.all("td")).contains("422", "not here");
        page.click(".states .primary");

        page.awaitThere(".states .state.answered, .states .state.delivered");
        assertThat(told(user)).hasSize(3);
        assertThat(page.has(".line")).isFalse();
        assertThat(hub.admin().get("/v1/connections").body()).doesNotContain(operator);
        assertThat(hub.admin().get("/v1/audit?actor=" + operator).body())
                .contains("\"action\":\"conversation.search\",\"subject\":\"default\"")
                .doesNotContain("Needle", "NEEDLE");
        page.click("a[href=\"/console/search\"]");
        page.fill("main.search input[name=customer]", "needle");
        page.fill("main.search input[name=client]", "elektra");
        page.focus("main.search input[name=client]");
        assertThat(lists(page, ".hits li")).isFalse();
        assertThat(page.all("main.search [role=status]")).containsExactly("Nothing was found.");
        page.fill("main.search input[name=words]", "needl");
        page.focus("main.search input[name=words]");
        assertThat(lists(page, ".hits li")).isFalse();
        assertThat(page.all("main.search [role=status]"))
                .containsExactly("Nothing was found. Words must be whole.");
        agent.end();
    }

    /// A user of WhatsApp whose bot hands them over, with their name.
    private String talksToPeople(String name) {
        String user = LiveHub.fresh("521551000").replaceAll("\\D", "");
        String connect =
                """
                {"userID":"%s","botSlug":"shop","botId":"1","name":"%s","provider":"whatsapp",
                 "email":"z@mail.example"}\
                """
                        .formatted(user, name);
        HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
        assertThat(bot.post("/v1/chats/connect", connect).status()).isEqualTo(200);
        return user;
    }

    /// The calls by which the platform was to tell the user something.
    private List<RecordedCall> told(String user) {
        return hub.platforms().calls().stream().filter(call -> call.body().contains(user)).toList();
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

    /// For the agent, and for a supervisor who reads what is older than the conversation shows at
    /// first.
    @Test
    void leadsFromAHitToTheMessageItself() {
        String word = LiveHub.fresh("needle").replaceAll("\\W", "");
        ConsolePage agent = somebody("AGENT");
        Customer customer = pages.customer(hub, "about the " + word);
        agent.accept();
        for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
            assertThat(customer.ask(LiveHub.fresh("m"), "more " + i).status()).isIn(200, 202);
        }
        agent.awaitThere(".log button"); // more than is drawn

        follow(agent, word, "inbox");
        assertThat(agent.has(".said.found .text")).isTrue();
        ConsolePage page = somebody("SUPERVISOR");
        page.choose(".availability", "2");
        follow(page, word, "floor");
        page.click(".watched .log > button:last-child"); // later messages
        page.awaitThere(".watched .found");

        agent.end();
    }

    /// Searches, goes to the hit, and finds it in sight.
    private static void follow(ConsolePage page, String word, String screen) {
        page.click("a[href=\"/console/search\"]");
        page.fill("main.search input[name=words]", word);
        await().atMost(SOON).until(() -> finds(page, 1));
        page.click(".hits li:last-child a[href^=\"/console/" + screen + "#\"]");

        await().atMost(SOON)
                .until(() ->
                        page.all(".found .text").stream().anyMatch(each -> each.contains(word)));
        await().atMost(SOON).until(() -> page.tab().run(IN_SIGHT).asBoolean());
    }

    /// Asks so often, without waiting for an answer before the last one.
    private static boolean finds(ConsolePage page, int times) {
        page.focus("main.search input[name=words]");
        for (int time = 1; time < times; time++) {
            page.enter();
            page.awaitDrawn();
        }
        return lists(page, ".hits mark");
    }

    /// Asks by the field in which somebody types.
    private static boolean lists(ConsolePage page, String hit) {
        page.enter();
        page.awaitDrawn();
        await().atMost(SOON)
                .until(() -> !page.all("main.search [role=status]").equals(List.of("Loading…")));
        return page.has(hit);
    }
}
