package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.HubClient;
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
import tools.jackson.databind.JsonNode;

/// An admin looks at what arrived, keeps the audit, and meets what somebody else saved.
@Tag("nightly")
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

    @Test
    void filtersTheAuditByTheTimeOfWhoLooks() throws IOException {
        ConsolePage page = admin("/hub/audit");
        page.awaitThere("tbody tr");

        page.fill("main [name=from]", "2020-01-01T00:00");
        page.fill("main [name=to]", "2020-01-02T00:00");
        page.click(".filter [type=submit]");

        awaitAmong(page, ".empty", "Nothing fits.");
        String from = page.tab().run("new Date('2020-01-01T00:00').toISOString()").asString();
        assertThat(page.tab().run("decodeURIComponent(location.hash)").asString())
                .contains("from=" + from);
        looksWell(page);
        page.tab().reload();
        page.awaitThere("main [name=from]");
        assertThat(page.tab().run("document.querySelector('[name=from]').value").asString())
                .startsWith("2020-01-01T00:00");
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

    /// A channel whose server is away, with two messages for it in one session: one is tried again
    /// and again, and the other waits behind it.
    private String awayChannel() {
        String id = channel();
        assertThat(
                        HubClient.strangerAt(hub.simulated())
                                .put(
                                        "/sim/channels/" + id + "/script",
                                        "[{\"status\":503,\"repeat\":1000}]")
                                .status())
                .isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            String message =
                    "{\"channel_id\":\"%s\",\"session_id\":\"%s\",\"message\":\"%d\"}"
                            .formatted(id, id, i);
            var sent = hub.admin().post("/channel/message", message, "Prefer", "respond-async");
            assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        }
        return id;
    }

    private List<String> waiting(String channel, String status) {
        return hub.admin()
                .get("/v1/deliveries?target=channel:" + channel + "&status=" + status)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("message_id").asString())
                .toList();
    }

    @Test
    void findsWhatWaitsByItsStateAndSaysForWhom() throws IOException {
        String channel = awayChannel();
        await().atMost(SOON).until(() -> waiting(channel, "retrying").size() == 1);
        String first = waiting(channel, "retrying").getFirst();
        String second = waiting(channel, "accepted").getFirst();
        ConsolePage page = admin("/hub/deliveries#target=channel:" + channel);
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 2);

        page.choose("main [name=status]", "accepted");
        page.click(".filter [type=submit]");
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 1);
        assertThat(page.all("tbody tr").getFirst()).contains(second);
        page.awaitAll(".chips a", "To: channel:" + channel, "State: accepted");
        page.keepPicture("waiting-by-state", 1440);
        looksWell(page);
        page.click(".chips li:nth-child(2) a");

        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 2);
        page.awaitAll(".chips a", "To: channel:" + channel);
        page.tab()
                .run(
                        "[...document.querySelectorAll('tbody .id')].find(one => one.innerText === '%s').click()"
                                .formatted(second));
        page.awaitAll("h1", second);
        awaitAmong(page, ".states li", "Waits behind " + first);
        page.keepPicture("trace-behind", 1440);
        looksWell(page);
        page.click(".states .id");
        page.awaitAll("h1", first);
        awaitAmong(page, ".states li", "1 of its conversation waits behind it.");
        page.tab().run("navigator.clipboard.writeText = (text) => (window.copied = text)");
        press(page, "Copy id");
        assertThat(page.tab().run("window.copied").asString()).isEqualTo(first);
        hub.admin().delete("/channel/" + channel);
    }

    @Test
    void listsChannelsByTheirStateWithWhatWaitsForEach() throws IOException {
        String channel = awayChannel();
        ConsolePage page = admin("/hub/channels");
        page.fill("main [name=words]", channel);
        page.tab().run("document.querySelector('[name=words]').dispatchEvent(new Event('keyup'))");
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 1);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all("tbody td a"))
                                .contains(channel)
                                .anyMatch(text -> text.matches("2\\+?")));
        page.keepPicture("channels", 1440);
        looksWell(page);

        page.fill("main [name=state]", "disabled");
        await().atMost(SOON).until(() -> page.all("tbody tr").isEmpty());
        assertThat(
                        hub.admin()
                                .put(
                                        "/v1/channels/" + channel + "/status",
                                        "{\"status\":\"disabled\"}")
                                .status())
                .isEqualTo(200);
        page.tab().reload();
        page.awaitThere("main [name=state]");
        page.fill("main [name=state]", "disabled");
        awaitAmong(page, "tbody tr", channel);
        hub.admin().delete("/channel/" + channel);
    }

    @Test
    void helpsTheDeveloperOfAChannel() throws IOException {
        String channel = channel();
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        ConsolePage page = admin("/hub/channels/" + channel);
        page.awaitThere("main pre");
        assertThat(page.all("main pre").getFirst())
                .contains("/channel/message", "\"" + channel + "\"", "Bearer $TOKEN");
        page.tab().run("navigator.clipboard.writeText = (text) => (window.copied = text)");
        press(page, "Copy");
        assertThat(page.tab().run("window.copied").asString()).startsWith("curl -X POST http");

        press(page, "Check a signature…");
        page.awaitThere("dialog[open] [name=secret]");
        page.fill("dialog [name=secret]", secret);
        page.fill("dialog [name=webhook-id]", "msg_p5jXN8AQM9LWM0D4loKWxJek");
        page.fill("dialog [name=webhook-timestamp]", "1614265330");
        page.fill(
                "dialog [name=webhook-signature]",
                "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        page.fill("dialog [name=body]", "{\"test\": 2432232314}");
        int asked = page.tab().run("performance.getEntriesByType('resource').length").asInt();
        page.click("dialog[open] .primary");
        awaitAmong(page, "dialog .told", "The signature fits.");
        page.fill("dialog [name=body]", "{\"test\": 2432232314}\\n");
        page.click("dialog[open] .primary");
        awaitAmong(page, "dialog .warning", "other line breaks");
        awaitAmong(page, "dialog .warning", "Expected: v1,");
        page.keepPicture("signature", 1440);
        looksWell(page);
        page.fill("dialog [name=secret]", "hush");
        page.click("dialog[open] .primary");
        awaitAmong(page, "dialog .warning", "This is no secret");
        page.fill("dialog [name=secret]", secret);
        page.tab().press("Escape", "Escape", 27, 0);

        await().atMost(SOON).until(() -> !page.has("dialog"));
        assertThat(page.kept()).doesNotContain(secret);
        assertThat(
                        page.tab()
                                .run(
                                        "performance.getEntriesByType('resource').slice(%d).filter(one => one.name.includes('/v1/') && !/channels|deliveries|parked/.test(one.name)).length"
                                                .formatted(asked))
                                .asInt())
                .isZero();
    }

    @Test
    void saysWhenATargetIsTriedNextBeforeMuchIsSentToIt() throws IOException {
        Customer customer = pages.customer(hub);
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        assertThat(customer.ask(LiveHub.fresh("m"), "hello").status()).isEqualTo(500);
        ConsolePage page = admin("/hub/parked#conversation=netomi%3A" + customer.conversation());
        page.awaitThere("tbody tr");
        page.tab()
                .run(
                        """
                        (() => {
                            const ask = window.fetch;
                            const answers = {
                                '/v1/parked/redrive': { count: 1, left: 0, left_why: {}, by_target: { 'channel:shop': 1 }, token: 'x' },
                                '/v1/health': { parts: [{ name: 'target channel:shop', status: 'DEGRADED' }] },
                                '/v1/channels?limit=1000': { items: [{ channel_id: 'shop', circuit: { next_probe_at: '2031-05-06T07:08:09Z' } }] },
                            };
                            window.fetch = (path, init) => answers[path]
                                ? Promise.resolve(new Response(JSON.stringify(answers[path])))
                                : ask(path, init);
                        })()\
                        """);

        press(page, "Send all of these again…");

        awaitAmong(page, "dialog .warning", "channel:shop (Next try May 6, 2031");
        looksWell(page);
    }

    /// The hub of this test makes its own, so its answer is another one here.
    @Test
    void saysThatTheDatabaseMakesItsBackupsBeforeAnybodyAsks() throws IOException {
        ConsolePage page = admin("/hub");
        page.awaitThere(".figure");
        page.tab()
                .run(
                        """
                        (() => {
                            const ask = window.fetch;
                            window.fetch = (path, init) => path === '/v1/backups'
                                ? Promise.resolve(new Response('{"items":[],"by_database":true}'))
                                : ask(path, init);
                        })()\
                        """);

        page.click("nav a[href$=\"hub/backups\"]");

        awaitAmong(page, "main p", "MongoDB, which makes its own backups");
        assertThat(page.all("main p")).noneMatch(text -> text.contains("There is no backup"));
        assertThat(page.has("main .primary")).isFalse();
        looksWell(page);
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
