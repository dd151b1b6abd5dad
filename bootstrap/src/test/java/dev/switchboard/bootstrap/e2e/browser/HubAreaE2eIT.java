package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The console's area for admins in a real browser, with a real hub.
class HubAreaE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubAreaE2eIT(LiveHub hub) {
        super(hub);
    }

    private String hire(String role) {
        String name = LiveHub.fresh("person");
        Staff.hire(hub, name, role);
        return name;
    }

    /// A customer whose message the bot refused, and takes from now on.
    private Customer stuck() {
        Customer customer = pages.customer(hub);
        refuse(customer, "hello " + HOSTILE);
        return customer;
    }

    private void refuse(Customer customer, String text) {
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isEqualTo(500);
    }

    @Test
    void showsAttemptsWhileTheyHappen() throws IOException {
        ConsolePage page = admin("/hub/tail#kind=bot");
        await().atMost(SOON).until(() -> page.all("main").getFirst().contains("of this hub"));
        assertThat(page.all("select option:checked")).containsExactly("bots", "All");
        Customer customer = stuck();
        awaitRowOf(page, customer);
        assertThat(page.all("tbody tr").getFirst())
                .contains("bot:netomi", "422")
                .doesNotContain("not here");
        look(page, "tail-one");
        press(page, "main", "Pause");
        Customer unseen = stuck();
        await().atMost(SOON).until(() -> page.all("main").getFirst().contains("passed meanwhile"));
        assertThat(page.all("tbody tr")).noneMatch(row -> row.contains(unseen.conversation()));
        press(page, "main", "Clear");
        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
        press(page, "main", "Go on");

        awaitRowOf(page, stuck());
        page.click("tbody tr .id");
        page.awaitThere(".states .primary");
    }

    private static void awaitRowOf(ConsolePage page, Customer customer) {
        await().atMost(SOON)
                .until(() ->
                        String.join("\n", page.all("tbody tr")).contains(customer.conversation()));
    }

    private static String parkedOf(Customer customer) {
        return "/hub/parked#conversation=netomi%3A" + customer.conversation();
    }

    @Test
    void leadsToAStuckMessageAndSendsItAgainInThreeClicks() {
        Customer customer = stuck();
        ConsolePage page = admin("");
        page.awaitThere(".figure a");

        page.click(".figure a");
        page.awaitAll("h1", "Parked");
        awaitRowOf(page, customer);
        page.tab()
                .run(
                        "[...document.querySelectorAll('tbody tr')].find(row => row.innerText.includes('%s')).querySelector('.id').click()"
                                .formatted(customer.conversation()));
        page.awaitThere(".states .primary");
        assertThat(page.all(".states li").getFirst()).contains("(refused)", "bot:netomi");
        assertThat(page.all("td")).contains("422", "not here");
        page.click("summary");
        page.awaitThere("pre");
        assertThat(page.all("pre").getFirst()).contains(HOSTILE);
        assertThat(page.has("main img")).isFalse();
        page.click(".states .primary");

        page.awaitThere(".states .state.answered, .states .state.delivered");
        assertThat(customer.asked()).containsExactly("hello " + HOSTILE, "hello " + HOSTILE);
        assertThat(hub.admin().get("/v1/audit?action=delivery.redrive&limit=1").body())
                .contains("\"actor\":\"admin\"");
    }

    @Test
    void countsWhatItSendsAndFollowsItByTheKeyboardAlone() {
        Customer customer = stuck();
        ConsolePage page = admin(parkedOf(customer));
        page.awaitAll("h1", "Parked");
        page.awaitThere("tbody tr");
        assertThat(page.all("tbody tr")).hasSize(1);

        page.tab().run("document.querySelector('.skip').focus()");
        tabTo(page, "Send all of these again…");
        page.tab().enter();
        page.awaitThere(".counted");
        assertThat(page.all(".counted").getFirst())
                .contains("0 deliveries fit", "1 stays parked: refused 1");
        await().atMost(SOON).until(() -> page.focused().equals("INPUT"));
        page.tab().press(" ", "Space", 32, 0);
        await().atMost(SOON).until(() -> page.has("dialog .end .primary:enabled"));
        tabTo(page, "Send 1");
        page.tab().enter();

        await().atMost(SOON)
                .until(() ->
                        page.all(".told").stream().anyMatch(text -> text.contains("Arrived: 1")));
        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
        assertThat(page.has("dialog")).isFalse();
        assertThat(customer.asked()).hasSize(2);
    }

    @Test
    void discardsTheChosenOnesAfterItSaidWhatThatMeans() throws IOException {
        Customer customer = stuck();
        refuse(customer, "and this");
        ConsolePage page = admin(parkedOf(customer));
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 2);

        page.click("tbody tr .check input");
        press(page, "main", "Discard 1 chosen one…");
        page.awaitThere(".counted");
        assertThat(page.all(".counted").getFirst()).contains("1 delivery fits", "bot:netomi 1");
        assertThat(page.all("dialog .warning").getFirst()).contains("never get these messages");
        look(page, "discard");
        page.awaitThere("dialog .danger:enabled");
        page.click("dialog .danger");

        awaitAmong(page, ".told", "1 delivery was discarded.");
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 1);
        assertThat(page.has("tbody tr input:checked")).isFalse();
        press(page, "main", "Discard all of these…");
        page.awaitThere(".counted");
        assertThat(page.all(".counted").getFirst())
                .contains("0 deliveries fit", "1 stays parked: refused 1");
        assertThat(page.has("dialog .danger:enabled")).isFalse();
        page.click("dialog .check input");
        page.awaitThere("dialog .danger:enabled");
        page.click("dialog .danger");

        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
        assertThat(customer.asked()).hasSize(2);
        assertThat(hub.admin().get("/v1/audit?action=delivery.discard_all&limit=1").body())
                .contains("\"actor\":\"admin\"");
    }

    @Test
    void sendsTheChosenOnesAgain() {
        Customer customer = stuck();
        refuse(customer, "and this");
        ConsolePage page = admin(parkedOf(customer));
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 2);

        page.click("main .row > .check input");
        press(page, "main", "Send 2 chosen ones again…");
        page.awaitThere("dialog .end .primary:enabled");
        page.click("dialog .end .primary");

        awaitAmong(page, ".told", "2 deliveries were sent again.");
        await().atMost(SOON).until(() -> customer.asked().size() == 4);
        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
    }

    private static void tabTo(ConsolePage page, String text) {
        for (int i = 0; i < 60; i++) {
            if (page.tab().run("document.activeElement.innerText ?? ''").asString().equals(text)) {
                return;
            }
            page.tab().press("Tab", "Tab", 9, 0);
        }
        throw new AssertionError("The Tab key does not lead to " + text);
    }

    @Test
    void isForAdmins() {
        String name = hire("AGENT");
        ConsolePage page = visit("/hub/accounts", name, Staff.PASSWORD);

        page.awaitThere(".top nav a");
        assertThat(page.all("h1")).singleElement().asString().contains("ADMIN");
        assertThat(page.all(".top nav a")).containsExactly("Inbox", "Search", "Settings");
        assertThat(hub.stranger().logIn(name, Staff.PASSWORD).get("/v1/deliveries").status())
                .isEqualTo(403);
    }

    @Test
    void makesNoAgentOfAnAdmin() {
        ConsolePage page = admin("");
        page.awaitThere(".figure a");

        assertThat(page.all(".top nav a"))
                .containsExactly("Search", "Supervision", "Hub", "Settings");
        assertThat(page.has(".line")).isFalse();
    }

    private static void press(ConsolePage page, String section, String text) {
        String button =
                "[...document.querySelectorAll('%s button')].find(one => one.innerText === '%s')"
                        .formatted(section, text);
        await().atMost(SOON).until(() -> page.tab().run("Boolean(" + button + ")").asBoolean());
        page.tab().run(button + ".click()");
    }

    private static void awaitAmong(ConsolePage page, String selector, String text) {
        await().atMost(SOON).until(() -> page.all(selector).contains(text));
    }

    @Test
    void letsASupervisorKeepWhatAgentsChooseFrom() throws IOException {
        ConsolePage page = visit("/floor/lists", hire("SUPERVISOR"), Staff.PASSWORD);
        String shortcut = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        page.awaitAll("h1", "Replies, tags and queues");
        assertThat(page.all(".top nav a"))
                .containsExactly("Inbox", "Search", "Supervision", "Settings");

        press(page, "main", "Add a reply…");
        fill(page, "shortcut", "No Good");
        fill(page, "title", HOSTILE);
        fill(page, "text", "Hello {{customer.name}}");
        page.click("dialog[open] .primary");
        page.awaitThere("[name=shortcut][aria-invalid=true]");
        fill(page, "shortcut", shortcut);
        page.click("dialog[open] .primary");
        awaitAmong(page, "td", "/" + shortcut);
        assertThat(page.all("td")).contains(HOSTILE);
        assertThat(page.has("main img")).isFalse();

        String outcome = LiveHub.fresh("Ä outcome");
        press(page, "main", "Add an outcome…");
        fill(page, "name", outcome);
        page.click("dialog[open] .primary");
        awaitAmong(page, "td", outcome);
        look(page, "floor");
        awaitAmong(page, "td", "default");
        assertThat(page.has("main [aria-label=\"Edit default\"]")).isFalse();
        page.click("main label.check input");
        awaitOutcome(outcome, false, true);
        page.click("main [aria-label=\"Retire " + outcome + "\"]");
        page.awaitThere("main [aria-label=\"Bring back " + outcome + "\"]");

        awaitOutcome(outcome, true, false);
        assertThat(hub.admin().get("/v1/audit?action=outcomes.save&limit=1").body())
                .contains("\"subject\":\"default\"");
        page.click("main [aria-label=\"Remove " + shortcut + "\"]");
        page.click("dialog[open] .danger");
        await().atMost(SOON).until(() -> !page.all("td").contains("/" + shortcut));
    }

    @Test
    void letsAnAdminSayHowLongCustomersMayWait() throws IOException {
        ConsolePage page = admin("/floor/lists");
        String edit = "main [aria-label=\"Edit default\"]";

        page.awaitThere(edit);
        page.click(edit);
        fill(page, "answer_within_s", "90");
        page.click("dialog[open] .primary");
        awaitAmong(page, "td", "01:30");
        await().atMost(SOON).until(() -> !page.has("dialog[open]"));
        look(page, "goals");
        assertThat(hub.admin().get("/v1/queues/default").json().path("answer_within_s").asInt())
                .isEqualTo(90);

        page.click(edit);
        fill(page, "answer_within_s", "");
        page.click("dialog[open] .primary");

        await().atMost(SOON).until(() -> !page.all("td").contains("01:30"));
    }

    private void awaitOutcome(String name, boolean retired, boolean required) {
        await().atMost(SOON)
                .untilAsserted(() -> {
                    JsonNode list = hub.admin().get("/v1/outcomes").json();
                    assertThat(list.path("required").asBoolean()).isEqualTo(required);
                    assertThat(list.path("items").valueStream())
                            .filteredOn(item -> item.path("name").asString().equals(name))
                            .singleElement()
                            .satisfies(item ->
                                    assertThat(item.path("retired").asBoolean())
                                            .isEqualTo(retired));
                });
    }

    @Test
    void registersAChannelWithErrorsAtTheirFieldsAndItsSecretShownOnce() {
        String id = LiveHub.fresh("channel");
        ConsolePage page = admin("/hub/new-channel");
        fill(page, "channel_id", id);
        fill(page, "channel_name", HOSTILE);
        fill(page, "endpoint_url", "ftp://nowhere");
        page.click("form [type=submit]");

        await().atMost(SOON).until(() -> page.has("[name=endpoint_url][aria-invalid=true]"));
        assertThat(page.all("[id$=endpoint_url-why]").getFirst()).contains("endpoint_url");
        fill(page, "endpoint_url", hub.simulated() + "/sim/channels/" + id + "/incoming");
        page.click("form [type=submit]");

        page.awaitThere(".secret code");
        String secret = page.all(".secret code").getFirst();
        page.click("dialog .primary");
        page.awaitAll("h1", id);
        assertThat(page.has("dialog")).isFalse();
        assertThat(page.kept()).doesNotContain(secret, "eyJ");
        await().atMost(SOON).until(() -> page.all("dd").contains(HOSTILE));
        assertThat(page.has("main img")).isFalse();
    }

    @Test
    void showsWithWhatTheHubRunsButNoSecret() {
        ConsolePage page = admin("/hub/configuration");
        page.awaitThere("tbody tr");

        assertThat(page.all("tbody tr"))
                .anyMatch(row -> row.contains("switchboard.data-dir") && row.contains("DATA_DIR"))
                .anyMatch(row ->
                        row.contains("switchboard.admin-password")
                                && row.contains("set, and never shown"))
                .noneMatch(row -> row.contains(LiveHub.ADMIN_PASSWORD))
                .noneMatch(row -> row.contains("switchboard.retention"));

        page.tab().run("document.querySelector('main .check input').click()");
        fill(page, "words", "retention kept");
        await().atMost(SOON).until(() -> page.all("tbody tr").size() < 10);
        assertThat(page.all("tbody tr"))
                .anyMatch(row -> row.contains("switchboard.retention") && row.contains("30d"));
    }

    private static void fill(ConsolePage page, String name, String text) {
        page.awaitThere("[name=" + name + "]");
        page.focus("[name=" + name + "]");
        page.tab().run("document.activeElement.select()");
        page.tab().type(text);
    }

    @Test
    @Tag("nightly")
    void fitsEveryScreenAtThreeWidthsInBothThemes() throws IOException {
        Customer customer = stuck();
        ConsolePage page = admin("/hub/parked");
        page.awaitThere("tbody tr");
        look(page, "parked");
        List<String> names =
                List.of(
                        "",
                        "deliveries",
                        "tail",
                        "conversations",
                        "conversations#id=netomi%3A" + customer.conversation(),
                        "channels",
                        "new-channel",
                        "accounts",
                        "accounts/admin",
                        "organisations",
                        "people",
                        "connections",
                        "notices",
                        "audit",
                        "backups",
                        "configuration");
        for (String name : names) {
            page.tab().go(hub.process().url().resolve("/console/hub/" + name));
            page.awaitThere(".screen");
            await().atMost(SOON).until(() -> !page.has(".skeleton"));
            look(page, name.replaceAll("[/#].*", "-one"));
        }
    }

    private static void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 720, 320}) {
            page.tab().prefers(width == 1440 ? "light" : "dark");
            page.tab().resize(width, 900);
            page.keepPicture("hub-" + screen + "-" + width, width);
            assertThat(page.fits()).as(screen + " " + width).isTrue();
            assertThat(page.beside()).as(screen + " " + width).isEmpty();
            assertThat(page.nameless()).as(screen).isEmpty();
            if (width != 720) {
                assertThat(page.findings()).as(screen + " " + width).isEmpty();
            }
        }
        page.tab().resize(1440, 900);
    }
}
