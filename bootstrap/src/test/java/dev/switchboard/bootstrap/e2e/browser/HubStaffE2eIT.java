package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// An admin says who works here: whose each account is, and who is in the organisations that phones
/// and wall boards show.
@Tag("nightly")
class HubStaffE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SAVE = "dialog[open] .primary";

    HubStaffE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void press(ConsolePage page, String label) {
        String button =
                "[...document.querySelectorAll('main button')].find(it => it.innerText === '%s')"
                        .formatted(label);
        await().atMost(SOON).until(() -> page.tab().run("Boolean(" + button + ")").asBoolean());
        page.tab().run(button + ".click()");
    }

    private static void awaitAmong(ConsolePage page, String selector, String text) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all(selector))
                                .anySatisfy(each -> assertThat(each).contains(text)));
    }

    private static void awaitClosed(ConsolePage page) {
        await().atMost(SOON).until(() -> !page.has("dialog"));
    }

    private static void awaitRefused(ConsolePage page, String field) {
        page.awaitThere("[name=" + field + "][aria-invalid=true]");
    }

    private static void escape(ConsolePage page) {
        page.tab().press("Escape", "Escape", 27, 0);
        awaitClosed(page);
    }

    private static void looksWell(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 390}) {
            page.tab().resize(width, 900);
            for (String theme : new String[] {"light", "dark"}) {
                page.tab().prefers(theme);
                page.awaitDrawn();
                page.keepPicture("staff-" + screen + "-" + width + "-" + theme, width);
                assertThat(page.fits()).as(screen + " " + width).isTrue();
                assertThat(page.beside()).as(screen + " " + width).isEmpty();
                assertThat(page.nameless()).as(screen).isEmpty();
                assertThat(page.findings()).as(screen + " " + width + theme).isEmpty();
            }
        }
        page.tab().resize(1440, 900);
    }

    private static Answer done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 204);
        return answer;
    }

    /// An organisation with the user 7.
    private String office() {
        String org = LiveHub.fresh("office");
        done(hub.admin().put("/v1/organisation/" + org + "/user/7", "{\"name\":\"Ann\"}"));
        return org;
    }

    private JsonNode account(String name) {
        return hub.admin()
                .get("/v1/accounts")
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("username").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void makesAnAgentOfAClientAndAnOrganisation() throws IOException {
        String org = office();
        String name = LiveHub.fresh("person");
        ConsolePage page = admin("/hub/accounts");
        page.awaitAll("h1", "Accounts");

        page.fill("main [name=username]", name);
        page.fill("main [name=password]", Staff.PASSWORD);
        page.fill("main [name=org_id]", org);
        page.awaitThere("datalist option[value=\"7\"]");
        page.click("main form [type=submit]");
        awaitRefused(page, "user_id");
        page.fill("main [name=user_id]", "7");
        page.fill("main [name=client]", "no good");
        page.click("main form [type=submit]");
        awaitRefused(page, "client");
        looksWell(page, "accounts");
        page.fill("main [name=client]", "elektra");
        page.click("main form [type=submit]");

        awaitAmong(page, ".told", name);
        JsonNode made = account(name);
        assertThat(made.path("org_id").asString()).isEqualTo(org);
        assertThat(made.path("user_id").asLong()).isEqualTo(7);
        assertThat(made.path("client").asString()).isEqualTo("elektra");
        page.fill("main [name=words]", "agent ELEKTRA " + org);
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 1);
        assertThat(page.all("tbody td")).contains(name, "AGENT", org + " · 7", "elektra");
        page.awaitThere("datalist option[value=elektra]");
    }

    @Test
    void changesWhoseAnAccountIs() throws IOException {
        String org = office();
        String name = LiveHub.fresh("person");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = admin("/hub/accounts/" + name);
        String save = "main .sheet [type=submit]";

        page.fill("main [name=org_id]", org);
        page.fill("main [name=user_id]", "7");
        page.fill("main [name=client]", "elektra");
        page.click(save);
        awaitAmong(page, ".told", "Changed.");
        looksWell(page, "account");
        assertThat(account(name).path("org_id").asString()).isEqualTo(org);
        assertThat(account(name).path("client").asString()).isEqualTo("elektra");

        page.fill("main [name=org_id]", "");
        page.click(save);
        awaitRefused(page, "org_id");
        page.fill("main [name=user_id]", "");
        page.click(save);

        await().atMost(SOON).until(() -> account(name).path("user_id").isNull());
        assertThat(account(name).path("client").asString()).isEqualTo("elektra");
        assertThat(hub.admin().get("/v1/audit?action=account.change_client&limit=100").body())
                .containsOnlyOnce("\"subject\":\"" + name + "\"");
    }

    @Test
    void showsBothVersionsOfAnAccountAndSavesWhatIsChosen() throws IOException {
        String name = LiveHub.fresh("person");
        Staff.hire(hub, name, "AGENT");
        String place = "/v1/accounts/" + name;
        ConsolePage page = admin("/hub/accounts/" + name);
        page.fill("main [name=client]", "mine");
        done(hub.admin().put(place + "/client", "{\"client\":\"theirs\"}"));
        done(hub.admin().put(place + "/roles", "{\"roles\":[\"AGENT\",\"YALO\"]}"));

        page.click("main .sheet [type=submit]");

        awaitAmong(page, ".told", "Nothing was overwritten");
        assertThat(page.all("main .edit tbody tr")).hasSize(2);
        assertThat(account(name).path("client").asString()).isEqualTo("theirs");
        looksWell(page, "account-clash");
        page.click("main .edit tr:last-child [value=mine]");
        page.click("main .edit [type=submit]");

        awaitAmong(page, ".told", "Changed.");
        JsonNode saved = account(name);
        assertThat(saved.path("client").asString()).isEqualTo("mine");
        assertThat(saved.path("roles").values())
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder("AGENT", "YALO");
        assertThat(page.has("main .edit")).isFalse();
    }

    @Test
    void keepsAnOrganisation() throws IOException {
        String org = LiveHub.fresh("office");
        String place = "/v1/organisation/" + org;
        ConsolePage page = admin("/hub/organisations");
        page.fill("main [name=org]", org);
        page.click("main form [type=submit]");
        page.awaitAll("h1", org);

        press(page, "Add a user…");
        page.fill("dialog[open] [name=id]", "7");
        page.fill("dialog[open] [name=name]", HOSTILE);
        page.fill("dialog[open] [name=email]", "ann@localhost");
        page.click(SAVE);
        awaitAmong(page, "td", HOSTILE);
        awaitClosed(page);
        assertThat(page.has("main img")).isFalse();
        press(page, "Add a user…");
        page.fill("dialog[open] [name=id]", "7");
        page.fill("dialog[open] [name=name]", "Somebody else");
        page.click(SAVE);
        awaitRefused(page, "id");
        escape(page);
        assertThat(hub.admin().get(place + "/user").text("/data/0/name")).isEqualTo(HOSTILE);

        press(page, "Add a group…");
        page.fill("dialog[open] [name=name]", "Sales");
        page.click(SAVE);
        awaitAmong(page, "td", "Sales");
        awaitClosed(page);
        looksWell(page, "organisation");
        page.click("main td a[href*=\"#group=\"]");
        page.awaitAll("h1", "Sales");
        press(page, "Add a member…");
        page.awaitThere("dialog[open] datalist option[value=\"7\"]");
        page.fill("dialog[open] [name=id]", "8");
        page.click(SAVE);
        awaitRefused(page, "id");
        page.fill("dialog[open] [name=id]", "7");
        page.click(SAVE);
        awaitAmong(page, "td", HOSTILE);
        awaitClosed(page);

        page.click("main p a");
        page.awaitAll("h1", org);
        page.click("[aria-label^=\"Remove <img\"]");
        awaitAmong(page, "dialog[open] p", "leaves all groups");
        page.click("dialog[open] .danger");
        awaitClosed(page);
        await().atMost(SOON).until(() -> !page.all("td").contains(HOSTILE));
        assertThat(hub.admin().get("/v1/audit?action=user.remove&limit=1").body()).contains(org);
    }

    @Test
    void keepsTheStatesOfAProfile() throws IOException {
        String org = office();
        String place = "/v1/organisation/" + org;
        ConsolePage page = admin("/hub/organisations/" + org);
        press(page, "Add a profile…");
        page.fill("dialog[open] [name=id]", "1");
        page.fill("dialog[open] [name=name]", "Phones");
        page.click(SAVE);
        awaitRefused(page, "id");
        page.fill("dialog[open] [name=id]", "");
        page.click(SAVE);
        awaitAmong(page, "td", "Phones");
        awaitClosed(page);
        awaitAmong(page, "td", "Available, Busy, On Call, Away, Offline");

        page.click("main td a[href$=\"#profile=1\"]");
        page.awaitAll("h1", "Default");
        press(page, "Add a state…");
        page.fill("dialog[open] [name=name]", "Lunch");
        page.choose("dialog[open] [name=kind]", "AWAY");
        page.click(SAVE);
        awaitAmong(page, "td", "Lunch");
        awaitClosed(page);
        page.click("main [aria-label=\"Edit Lunch\"]");
        page.fill("dialog[open] [name=displayName]", "At lunch");
        looksWell(page, "state");
        page.click(SAVE);
        awaitAmong(page, "td", "At lunch");
        awaitClosed(page);
        looksWell(page, "states");
        JsonNode lunch = hub.admin().get(place + "/availability/profile/1/state/6").json();
        assertThat(lunch.at("/data/kind").asString()).isEqualTo("AWAY");
        assertThat(lunch.at("/data/displayName").asString()).isEqualTo("At lunch");

        done(
                hub.admin()
                        .ask(
                                "PATCH",
                                place + "/user/7",
                                "{\"availabilityProfileId\":1,\"availabilityStateId\":6}"));
        page.click("main [aria-label=\"Remove Lunch\"]");
        page.click("dialog[open] .danger");
        awaitAmong(page, "dialog[open] .problem", "A user is in it");
        escape(page);
        page.click("main [aria-label=\"Remove Away\"]");
        page.click("dialog[open] .danger");
        awaitClosed(page);
        await().atMost(SOON).until(() -> !page.has("[aria-label=\"Remove Away\"]"));
        assertThat(hub.admin().get("/v1/audit?action=state.remove&limit=1").body())
                .contains(org + ":profile:1:state:4");
    }

    @Test
    void showsHowTheDesksOutsideStand() throws IOException {
        ConsolePage page = admin("/hub/connections");

        awaitAmong(page, "h2", "Connections to Pega");
        assertThat(page.all("section td")).anyMatch(text -> text.contains("default"));
        looksWell(page, "connections");
    }
}
