package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What an admin does by keys alone with accounts, with organisations, with what is stuck, with a
/// conversation, and with the audit. The focus is somewhere after each key.
@Tag("nightly")
class HubKeyboardE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubKeyboardE2eIT(LiveHub hub) {
        super(hub);
    }

    private List<JsonNode> listed(String path, String of) {
        return hub.admin().get(path).json().path(of).valueStream().toList();
    }

    private static void fill(Hands hands, String field, String text) {
        hands.tabTo(field);
        hands.type(text);
    }

    @Test
    void makesAnAccount() {
        String name = LiveHub.fresh("person");
        Hands admin = adminAt("accounts");
        fill(admin, "main [name=username]", name);
        fill(admin, "main [name=password]", Staff.PASSWORD);
        admin.tabToNamed("SERVICE: a back end");
        admin.press(" ", 32, 0);
        admin.tabTo("main form [type=submit]");
        admin.page().tab().enter();

        admin.awaitTold(name + " can sign in now.");
        admin.awaitAmong("td a", name);
        assertThat(admin.isAt("main form [type=submit]")).isTrue();
        assertThat(hub.stranger().logInFromElsewhere(name, Staff.PASSWORD).token()).isNotNull();
        assertThat(listed("/v1/accounts", "items"))
                .filteredOn(one -> one.path("username").asString().equals(name))
                .singleElement()
                .satisfies(one ->
                        assertThat(one.path("roles").values())
                                .extracting(JsonNode::asString)
                                .containsExactlyInAnyOrder("AGENT", "SERVICE"));
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void putsAUserIntoAGroupAndTakesBothAway() {
        String org = LiveHub.fresh("office");
        String place = "/v1/organisation/" + org;
        Hands admin = adminAt("organisations");
        ConsolePage page = admin.page();
        fill(admin, "main [name=org]", org);
        page.tab().enter();
        page.awaitAll("h1", org);
        admin.looks("opened");

        admin.pressNamed("Add a user…");
        admin.awaitThere("dialog[open] [name=name]");
        fill(admin, "dialog[open] [name=id]", "7");
        fill(admin, "dialog[open] [name=name]", "Ann");
        admin.confirm();
        admin.awaitAmong("td", "Ann");
        admin.pressNamed("Add a group…");
        admin.awaitThere("dialog[open] [name=name]");
        fill(admin, "dialog[open] [name=name]", "Sales");
        page.tab().enter();
        admin.awaitClosed();
        admin.awaitAmong("td", "Sales");
        admin.tabTo("main td a[href*=\"#group=\"]");
        admin.enter();
        page.awaitAll("h1", "Sales");
        admin.pressNamed("Add a member…");
        admin.awaitThere("dialog[open] [name=id]");
        fill(admin, "dialog[open] [name=id]", "7");
        admin.confirm();
        admin.awaitAmong("td", "Ann");
        String group = listed(place + "/user-group", "data").getFirst().path("id").asString();
        assertThat(listed(place + "/user-group/" + group + "/user", "data")).hasSize(1);

        admin.pressNamed("Remove Ann");
        admin.awaitThere(Hands.DEED);
        admin.confirm();
        await().atMost(SOON).until(() -> !page.has("tbody tr"));
        admin.looks("no member");
        admin.tabTo("main p a");
        admin.enter();
        page.awaitAll("h1", org);
        admin.pressNamed("Remove Ann");
        admin.awaitThere(Hands.DEED);
        admin.confirm();
        await().atMost(SOON).until(() -> !page.all("td").contains("Ann"));
        admin.looks("no user");
        assertThat(listed(place + "/user", "data")).isEmpty();
        assertThat(admin.lost()).isEmpty();
    }

    private Customer stuck(String... texts) {
        Customer customer = pages.customer(hub);
        for (String text : texts) {
            hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
            assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isEqualTo(500);
        }
        return customer;
    }

    @Test
    void discardsAllThatFitAFilter() {
        Customer customer = stuck("one", "two", "three");
        String conversation = "netomi:" + customer.conversation();
        Hands admin = adminAt("parked");
        ConsolePage page = admin.page();
        fill(admin, "main [name=conversation]", conversation);
        page.tab().enter();
        await().atMost(SOON).until(() -> page.all("tbody tr").size() == 3);
        admin.looks("filtered");

        admin.pressNamed("Discard all of these…");
        admin.awaitThere(".counted");
        admin.tabTo("dialog[open] .check input");
        admin.press(" ", 32, 0);
        admin.awaitThere(Hands.DEED + ":enabled");
        admin.tabToNamed("Discard 3");
        page.tab().enter();
        admin.awaitClosed();

        admin.awaitTold("3 deliveries were discarded.");
        await().atMost(SOON).until(() -> !page.has("tbody tr"));
        admin.looks("nothing is left");
        assertThat(customer.asked()).hasSize(3);
        assertThat(listed("/v1/parked?conversation=" + conversation, "items")).isEmpty();
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void replaysAConversation() {
        Customer customer = pages.customer(hub);
        assertThat(customer.ask(LiveHub.fresh("m"), "one").status()).isIn(200, 202);
        assertThat(customer.ask(LiveHub.fresh("m"), "two").status()).isIn(200, 202);
        Hands admin = adminAt("conversations#id=netomi%3A" + customer.conversation());
        ConsolePage page = admin.page();

        admin.pressNamed("Send messages again…");
        admin.awaitThere("dialog[open] [name=target] option[value=\"bot:netomi\"]");
        choose(admin, "target", "bot:netomi");
        choose(admin, "what", "all");
        admin.tabToNamed("Count them");
        page.tab().enter();
        admin.awaitAmong(".counted", "2 messages would be sent again");
        admin.looks("counted");
        admin.tabToNamed("Send 2");
        page.tab().enter();
        admin.awaitClosed();

        admin.awaitTold("2 messages are on their way to bot:netomi again");
        await().atMost(SOON).until(() -> customer.asked().size() == 4);
        assertThat(customer.asked()).containsExactly("one", "two", "one", "two");
        assertThat(admin.lost()).isEmpty();
    }

    private static void choose(Hands hands, String select, String value) {
        String field = "dialog[open] [name=" + select + "]";
        hands.tabTo(field);
        String chosen = "document.querySelector('%s').value".formatted(field);
        for (int i = 0; i < 5; i++) {
            if (hands.page().tab().run(chosen).asString().equals(value)) {
                return;
            }
            hands.press("ArrowDown", 40, 0);
        }
        throw new AssertionError(value + " cannot be chosen");
    }

    @Test
    void saysSomethingToAllConsolesAndWithdrawsIt() {
        String text = LiveHub.fresh("Slack is away ");
        Hands admin = adminAt("notices");
        admin.pressNamed("Say something to all consoles…");
        admin.awaitThere("dialog[open] [name=text]");
        fill(admin, "dialog[open] [name=text]", text);
        choose(admin, "level", "urgent");
        admin.confirm();

        admin.awaitTold("All consoles are told.");
        assertThat(listed("/v1/notices", "items"))
                .filteredOn(one -> one.path("text").asString().equals(text))
                .singleElement()
                .satisfies(one -> assertThat(one.path("level").asString()).isEqualTo("urgent"));
        admin.pressNamed("Withdraw \u201c" + text + "\u201d");
        await().atMost(SOON).until(() -> !admin.page().all("td").contains(text));
        admin.looks("withdrawn");
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void stopsAndClearsTheAttempts() {
        Hands admin = adminAt("tail");
        ConsolePage page = admin.page();
        await().atMost(SOON).until(() -> page.all("main").getFirst().contains("of this hub"));
        stuck("one");
        page.awaitThere("tbody tr");
        admin.pressNamed("Pause");
        admin.awaitThere("main [aria-pressed=true]");
        admin.pressNamed("Clear");
        await().atMost(SOON).until(() -> !page.has("tbody tr"));
        admin.looks("cleared");
        admin.pressNamed("Go on");
        admin.awaitThere("main [aria-pressed=false]");
        stuck("two");
        page.awaitThere("tbody tr");
        admin.tabTo("tbody tr .id");
        admin.enter();
        admin.awaitThere(".states .primary");
        assertThat(admin.lost()).isEmpty();
    }

    private List<JsonNode> account(String name) {
        return listed("/v1/accounts", "items").stream()
                .filter(one -> one.path("username").asString().equals(name))
                .toList();
    }

    @Test
    void givesAnAccountAnotherRoleAndPasswordAndRemovesIt() {
        String name = LiveHub.fresh("person");
        Staff.hire(hub, name, "AGENT");
        Hands admin = adminAt("accounts/" + name);
        admin.tabToNamed("SERVICE: a back end");
        admin.press(" ", 32, 0);
        admin.pressNamed("Change the roles");
        admin.awaitTold("Changed.");
        admin.looks("changed");
        String other = Staff.PASSWORD + "-other";
        admin.pressNamed("New password…");
        admin.awaitThere("dialog[open] [name=password]");
        fill(admin, "dialog[open] [name=password]", other);
        admin.confirm();
        assertThat(hub.stranger().logInFromElsewhere(name, other).token()).isNotNull();
        admin.pressNamed("End all sessions…");
        admin.awaitThere(Hands.DEED);
        admin.confirm();
        admin.awaitTold("All sessions are over.");
        admin.pressNamed("Remove…");
        admin.awaitThere("dialog[open] [name=typed]");
        fill(admin, "dialog[open] [name=typed]", name);
        admin.awaitThere(Hands.DEED + ":enabled");
        admin.confirm();
        assertThat(account(name)).isEmpty();
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void keepsAStateOfAProfile() {
        String org = LiveHub.fresh("office");
        String place = "/v1/organisation/" + org;
        assertThat(hub.admin().put(place + "/user/7", "{\"name\":\"Ann\"}").status())
                .isEqualTo(201);
        Hands admin = adminAt("organisations/" + org + "#profile=1");
        admin.pressNamed("Add a state…");
        admin.awaitThere("dialog[open] [name=name]");
        fill(admin, "dialog[open] [name=name]", "Lunch");
        choose(admin, "kind", "AWAY");
        admin.confirm();
        admin.awaitAmong("td", "Lunch");
        admin.pressNamed("Edit Lunch");
        admin.awaitThere("dialog[open] [name=displayName]");
        fill(admin, "dialog[open] [name=displayName]", "At lunch");
        admin.confirm();
        admin.awaitAmong("td", "At lunch");
        assertThat(hub.admin().get(place + "/availability/profile/1/state/6").body())
                .contains("At lunch", "AWAY");
        admin.pressNamed("Remove Lunch");
        admin.awaitThere(Hands.DEED);
        admin.confirm();
        await().atMost(SOON).until(() -> !admin.page().all("td").contains("At lunch"));
        admin.looks("removed");
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void filtersAndKeepsTheAudit() {
        String name = LiveHub.fresh("person");
        Staff.hire(hub, name, "AGENT");
        Hands admin = adminAt("audit");
        ConsolePage page = admin.page();
        page.keepDownloads();
        fill(admin, "main [name=target]", name);
        page.tab().enter();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.all("tbody tr"))
                                .isNotEmpty()
                                .allSatisfy(row -> assertThat(row).contains(name)));
        admin.looks("filtered");
        admin.pressNamed("Export");
        await().atMost(SOON).until(() -> page.downloaded().contains(name));
        admin.looks("kept");
        assertThat(admin.lost()).isEmpty();
    }

    @Test
    void checksTheChainOfTheAudit() {
        Hands admin = adminAt("audit");
        admin.pressNamed("Check the chain");

        admin.awaitTold("The chain is intact");
        admin.looks("checked");
        assertThat(admin.isAt("main .row button:first-child")).isTrue();
        assertThat(admin.lost()).isEmpty();
    }
}
