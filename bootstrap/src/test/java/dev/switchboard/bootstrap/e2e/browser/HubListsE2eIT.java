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
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An admin looks at what arrived, keeps the audit, and meets what somebody else saved.
class HubListsE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubListsE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void awaitAmong(ConsolePage page, String selector, String text) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all(selector))
                                .anySatisfy(each -> assertThat(each).contains(text)));
    }

    private static void press(ConsolePage page, String label) {
        page.tab()
                .run(
                        "[...document.querySelectorAll('main button')].find(it => it.innerText === '%s').click()"
                                .formatted(label));
    }

    private static void looksWell(ConsolePage page) throws IOException {
        for (int width : new int[] {1440, 390}) {
            page.tab().prefers(width == 1440 ? "light" : "dark");
            page.tab().resize(width, 900);
            assertThat(page.fits()).as("width " + width).isTrue();
            assertThat(page.beside()).as("width " + width).isEmpty();
            assertThat(page.nameless()).isEmpty();
            assertThat(page.findings()).as("width " + width).isEmpty();
        }
        page.tab().resize(1440, 900);
    }

    @Test
    void listsWhatArrivedByTime() throws IOException {
        Customer customer = pages.customer(hub);
        String since =
                LocalDateTime.now(ZoneId.systemDefault())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString();
        assertThat(customer.ask(LiveHub.fresh("m"), "hello").status()).isIn(200, 202);
        await().atMost(SOON).until(customer::standing, List.of("delivered", "answered")::contains);
        ConsolePage page = admin("/hub/deliveries");

        page.click("main nav a[href$=\"hub/arrived\"]");
        page.awaitAll("h1", "Arrived");
        page.fill("main [name=since]", since); // the oldest come first, and much arrives here
        page.click(".filter [type=submit]");
        await().atMost(SOON)
                .until(() -> page.tab().run("location.hash").asString().startsWith("#since="));
        awaitAmong(page, "tbody tr", customer.conversation());
        looksWell(page);
        page.fill("main [name=since]", "2020-01-01T00:00");
        page.fill("main [name=before]", "2020-01-02T00:00");
        page.click(".filter [type=submit]");

        awaitAmong(page, ".empty", "Nothing arrived in this time.");
        page.click("main nav a[href$=\"hub/parked\"]");
        page.awaitAll("h1", "Parked");
    }

    @Test
    void keepsTheAuditAsATable() {
        ConsolePage page = admin("/hub/audit#action=audit.export");
        page.keepDownloads();

        page.awaitThere("main .row button");
        press(page, "Download as CSV");

        awaitAmong(page, ".told", "audit.csv has every entry that fits the filter.");
        await().atMost(SOON)
                .until(() ->
                        page.downloaded().startsWith("id,at,actor,action,subject,detail,outcome,"));
    }

    private String channel() {
        String id = LiveHub.fresh("channel");
        String registered =
                "{\"channel_id\":\"%s\",\"channel_name\":\"first\",\"channel_metadata\":{\"endpoint_url\":\"%s/sim/channels/%s/incoming\"}}"
                        .formatted(id, hub.simulated(), id);
        assertThat(hub.admin().post("/channel", registered).status()).isEqualTo(201);
        return id;
    }

    private JsonNode read(String channel) {
        return hub.admin().get("/v1/channels/" + channel).json();
    }

    @Test
    void showsBothVersionsOfAChannelAndSavesWhatIsChosen() throws IOException {
        String id = channel();
        ConsolePage page = admin("/hub/channels/" + id);
        page.awaitThere("[name=channel_name]");
        page.fill("main [name=channel_name]", "mine");
        page.fill("main [name=channel_tags]", "mine");
        String theirs =
                "{\"channel_name\":\"%s\",\"channel_description\":\"theirs\",\"channel_metadata\":{\"endpoint_url\":\"%s/sim/channels/%s/incoming\"},\"channel_tags\":[]}"
                        .formatted(HOSTILE, hub.simulated(), id);
        var saved = hub.admin().put("/channel/" + id, theirs, "If-Match", "*");
        assertThat(saved.status()).as(saved.body()).isEqualTo(200);

        page.click("main .edit form [type=submit].primary");

        awaitAmong(page, ".told", "Nothing was overwritten");
        awaitAmong(page, "main .edit form td", HOSTILE);
        assertThat(page.has("main img")).isFalse();
        assertThat(page.all("main .edit form tbody tr")).hasSize(3);
        assertThat(read(id).path("channel_name").asString()).isEqualTo(HOSTILE);
        looksWell(page);
        page.click("main .edit form tbody tr:first-child [value=mine]");
        page.click("main .edit form [type=submit].primary");

        awaitAmong(page, ".told", "Saved.");
        await().atMost(SOON).until(() -> read(id).path("channel_name").asString().equals("mine"));
        assertThat(read(id).path("channel_description").asString()).isEqualTo("theirs");
        assertThat(read(id).path("channel_tags").path(0).asString()).isEqualTo("mine");
    }

    @Test
    void showsWhatTheHubDidLately() throws IOException {
        pages.customer(hub).ask(LiveHub.fresh("m"), "hello");
        ConsolePage page = admin("/hub");

        awaitAmong(page, "main td", "Messages accepted");
        page.awaitThere("svg.spark path");
        looksWell(page);
        JsonNode figures = hub.admin().get("/v1/figures?since=3h").json();
        assertThat(figures.path("step_s").asInt()).isEqualTo(15);
        assertThat(figures.path("points").path(0).has("p95_ms")).isTrue();
    }

    @Test
    void hasItsWaysBehindAMenuOnAPhone() {
        ConsolePage page = admin("/hub/audit");
        page.tab().resize(390, 800);
        page.awaitThere("details.menu");
        assertThat(page.tab().run("document.querySelector('details.menu').open").asBoolean())
                .isFalse();

        page.click("details.menu summary");
        page.click("details.menu a[href$=\"hub/backups\"]");

        page.awaitAll("h1", "Backups");
        assertThat(page.tab().run("document.querySelector('details.menu').open").asBoolean())
                .isFalse();
        page.tab().resize(1440, 900);
    }
}
