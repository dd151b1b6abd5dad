package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The live wall in a real browser, with a real hub: what supervisors see and do.
///
/// `-Dswitchboard.picture=…` names a directory for pictures of it.
@Tag("nightly")
class WallE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HOSTILE = "<img src=x onerror=alert(1)> ٱلْعَرَبِيَّة";

    /// How many cards have something that lies beside them.
    private static final String SPILLS =
            "[...document.querySelectorAll('.floor section')].filter(({ scrollWidth, clientWidth })"
                    + " => scrollWidth > clientWidth).length";

    WallE2eIT() {
        super(PATIENCE);
    }

    /// The page of somebody new. Agents have another name of this machine than supervisors, because
    /// all pages of one origin are of one person.
    private ConsolePage visit(String host, String place, String name, String role) {
        Staff.hire(hub, name, role);
        String origin = "http://" + host + ":" + hub.process().url().getPort();
        ConsolePage page = pages.shown(chromium.open(URI.create(origin + "/console" + place)));
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    /// A supervisor who is not offered conversations.
    private ConsolePage supervisor() {
        ConsolePage page = visit("127.0.0.1", "/floor", LiveHub.fresh("sue"), "SUPERVISOR");
        page.choose(".availability", "2");
        page.awaitThere(".wall");
        return page;
    }

    private static void awaitAmong(ConsolePage page, String selector, String text) {
        await().atMost(SOON)
                .until(() -> page.all(selector).stream().anyMatch(it -> it.contains(text)));
    }

    /// An agent who has the conversation of a customer with this text.
    private ConsolePage agentWith(String name, String text) {
        ConsolePage page = visit("localhost", "/inbox", name, "AGENT");
        pages.customer(hub, text);
        page.accept();
        return page;
    }

    @Test
    void showsWhoHasWhomAndLetsASupervisorReadAlong() throws IOException {
        ConsolePage wall = supervisor();
        String name = LiveHub.fresh("ann");
        ConsolePage agent = agentWith(name, HOSTILE);

        awaitAmong(wall, ".agents td", name);
        awaitAmong(wall, ".chats td", name);
        awaitAmong(wall, ".agents tr", "1/5");
        wall.focus("[aria-label^=\"Watch the conversation\"]");
        wall.tab().enter();
        awaitAmong(wall, ".watched .text", HOSTILE);
        agent.answer("I am looking into it");
        awaitAmong(wall, ".watched .text", "I am looking into it");

        assertThat(wall.has("main img")).isFalse();
        assertThat(wall.has(".watched .composer")).isFalse();
        assertThat(wall.has(".watched [aria-label^=\"Take over\"]")).isTrue();
        wall.click(".known summary");
        assertThat(wall.all(".known dt")).contains("Known as", "Writes by", "Queue");
        look(wall, "known");
        wall.click(".known summary");
        wall.focus(".watched textarea");
        wall.tab().type("Offer her a refund");
        wall.tab().enter();
        awaitAmong(agent, ".noted .text", "Offer her a refund");
        awaitAmong(wall, ".watched .noted header", "Whisper · sue");
        awaitAmong(agent, ".noted header", "Whisper · sue");
        assertThat(wall.tab().run("document.querySelector('.watched textarea').value").asString())
                .isEmpty();
        wall.focus(".watched textarea");
        wall.tab().type("She called before");
        wall.click(".whisper button[type=button]");
        awaitAmong(agent, ".noted .text", "She called before");
        look(wall, "wall");
        assertThat(wall.tab().run(SPILLS).asInt()).isZero();
        assertThat(hub.admin().get("/v1/audit?action=desk.watch&limit=1").body())
                .contains("\"subject\":\"default\"");
        endSeenBy(wall, agent);
    }

    /// Nothing of it is the customer's, so the hub does not count it among what is unread.
    @Test
    void tellsAnAgentOfAWhisperWhoLooksAtAnotherCustomer() {
        ConsolePage wall = supervisor();
        ConsolePage agent = agentWith(LiveHub.fresh("ann"), "the first");
        wall.click("[aria-label^=\"Watch the conversation\"]");
        awaitAmong(wall, ".watched .text", "the first");
        pages.customer(hub, "the second");
        agent.accept();

        wall.focus(".watched textarea");
        wall.tab().type("Offer her a refund");
        wall.tab().enter();

        awaitAmong(agent, ".mine .words", "Whisper \u00b7 sue");
        agent.awaitAll(".mine .badge", "1\nunread");
        assertThat(agent.tab().run("document.title").asString()).startsWith("(1)");
        agent.click(".mine .chat:has(.badge)");
        awaitAmong(agent, ".noted .text", "Offer her a refund");
        await().atMost(SOON).until(() -> !agent.has(".mine .badge"));
        assertThat(agent.all(".mine .words")).noneMatch(each -> each.contains("Whisper"));
        agent.end();
        agent.openNth(1);
        agent.awaitThere(".composer textarea");
        endSeenBy(wall, agent);
    }

    @Test
    void showsWhoWritesUpWhileTheirTimeIsCounted() throws IOException {
        saveGoals("{\"wrap_up_s\":1800}");
        try {
            ConsolePage wall = supervisor();
            ConsolePage agent = agentWith(LiveHub.fresh("ann"), "My bill, please");

            agent.alt("E");
            agent.click("dialog[open] button[type=submit]");

            awaitAmong(agent, ".banner.wrapup", "You write up a conversation:");
            awaitAmong(wall, ".agents tr", "1 written up");
            agent.tab().reload();
            agent.awaitOnline();
            agent.awaitThere(".banner.wrapup time");
            assertThat(agent.all(".banner.wrapup time")).singleElement().asString().startsWith("2");
            assertThat(agent.all(".top .load")).containsExactly("1/5");
            look(agent, "wrapup");
            agent.alt("W");
            await().atMost(SOON).until(() -> !agent.has(".banner.wrapup"));
            await().atMost(SOON)
                    .until(() ->
                            wall.all(".agents tr").stream().noneMatch(it -> it.contains("up")));
            assertThat(agent.all(".top .load")).containsExactly("0/5");
        } finally {
            saveGoals("{}");
        }
    }

    /// Ends the agent's conversation: the hub is that of other tests too.
    private static void endSeenBy(ConsolePage wall, ConsolePage agent) {
        agent.alt("E");
        agent.click("dialog[open] button[type=submit]");
        await().atMost(SOON).until(() -> !wall.has(".chats tbody tr"));
    }

    @Test
    void letsASupervisorTakeAConversationOver() throws IOException {
        ConsolePage wall = supervisor();
        String name = LiveHub.fresh("ann");
        ConsolePage agent = visit("localhost", "/inbox", name, "AGENT");
        Customer customer = pages.customer(hub, "I want the manager");
        agent.accept();
        agent.focus(".composer textarea");
        agent.tab().type("One moment, pl");

        wall.awaitThere("[aria-label^=\"Take over the conversation\"]:enabled");
        wall.focus("[aria-label^=\"Take over the conversation\"]");
        wall.tab().enter();
        wall.awaitThere("dialog[open]");
        assertThat(wall.all("dialog[open] p")).first().asString().contains(name);
        look(wall, "take");
        wall.focus("dialog[open] textarea");
        wall.tab().type("asked for a manager");
        wall.focus("dialog[open] button[type=submit]");
        wall.tab().enter();
        wall.awaitThere(".composer textarea:focus");
        wall.answer("I am the manager");

        customer.page().awaitAnswers("You said: I want the manager", "", "I am the manager");
        agent.awaitThere(".composer.gone");
        assertThat(agent.all(".composer.gone p"))
                .contains("A supervisor took the conversation over.", "One moment, pl");
        awaitAmong(wall, ".step", "took the conversation over");
        awaitAmong(wall, ".step .note", "asked for a manager");
        look(wall, "taken");
        wall.alt("E");
        wall.click("dialog[open] button[type=submit]");
        await().atMost(SOON).until(() -> !wall.has(".composer:not(.gone)"));
    }

    @Test
    void letsASupervisorAssignWhoWaitsAndEmptyAnAgent() throws IOException {
        ConsolePage wall = supervisor();
        Customer customer = pages.customer(hub, "Is anybody there?");
        wall.awaitThere(".customers tbody tr");
        wall.choose(".customers select", "urgent");
        await().atMost(SOON)
                .until(() ->
                        hub.admin()
                                .get("/v1/audit?action=handoff.prioritise&limit=1")
                                .body()
                                .contains("\"detail\":\"urgent\""));
        look(wall, "waiting");
        String ann = LiveHub.fresh("ann");
        ConsolePage first = visit("localhost", "/inbox", ann, "AGENT");
        first.accept();
        awaitAmong(first, ".step", "changed the priority");
        String ben = LiveHub.fresh("ben");
        ConsolePage second = visit("localhost", "/inbox", ben, "AGENT");
        await().atMost(SOON).until(() -> !wall.has(".customers"));

        wall.awaitThere("[aria-label^=\"Assign the conversation\"]:enabled");
        wall.focus("[aria-label^=\"Assign the conversation\"]");
        wall.tab().enter();
        wall.click("dialog[open] input[value=\"a" + ben + "\"]");
        assertThat(wall.has("dialog[open] input[value=\"a" + ann + "\"]")).isFalse();
        look(wall, "assign");
        wall.focus("dialog[open] button[type=submit]");
        wall.tab().enter();
        awaitAmong(wall, ".told", "Assigned");
        second.accept();
        assertThat(first.all(".composer.gone p"))
                .contains("A supervisor took the conversation over.");

        second.choose(".availability", "2"); // or the offer could be made to this agent again
        String move = "[aria-label=\"Move all conversations of " + ben + "\"]";
        wall.awaitThere(move + ":enabled");
        wall.focus(move);
        wall.tab().enter();
        wall.awaitThere("dialog[open]");
        assertThat(wall.all("dialog[open] h2"))
                .containsExactly("Move the 1 conversation of " + ben + "?");
        assertThat(wall.all("dialog[open] button[type=submit]"))
                .containsExactly("Move 1 conversation");
        look(wall, "empty");
        wall.focus("dialog[open] button[type=submit]");
        wall.tab().enter();
        awaitAmong(wall, ".told", "1 conversation of " + ben + " was moved.");
        second.awaitThere(".composer.gone");
        assertThat(wall.focused()).isNotEqualTo("BODY");
        first.awaitThere(".offer button.primary:enabled");
        first.alt("A");
        first.awaitThere(".composer textarea:focus");
        first.answer("Here I am");
        customer.page().awaitAnswers("You said: Is anybody there?", "", "Here I am");
        endSeenBy(wall, first);
    }

    @Test
    void letsASupervisorChooseTheStateOfAnAgent() throws IOException {
        ConsolePage wall = supervisor();
        String ann = LiveHub.fresh("ann");
        ConsolePage agent = visit("localhost", "/inbox", ann, "AGENT");
        String state = "[aria-label=\"State of " + ann + "\"]";

        wall.awaitThere(state + ":enabled");
        wall.focus(state);
        wall.tab().enter();
        wall.awaitThere("dialog[open] input:checked");
        assertThat(wall.all("dialog[open] label"))
                .containsExactly("Available", "Busy", "On a call", "Away", "Offline");
        look(wall, "state");
        wall.click("dialog[open] input[value=\"4\"]");
        wall.click("dialog[open] button[type=submit]");

        awaitAmong(wall, ".told", ann + ": Away");
        awaitAmong(wall, ".agents tr", "Away");
        awaitAmong(wall, ".counts li", "1 Away");
        awaitAmong(agent, ".notices .banner", "set your state to: Away.");
        assertThat(agent.tab().run("document.querySelector('.availability').value").asString())
                .isEqualTo("4");
        look(agent, "state-told");
        agent.click(".notices .banner button");
        await().atMost(SOON).until(() -> !agent.has(".notices .banner"));
        assertThat(agent.focused()).isNotEqualTo("BODY");
    }

    @Test
    void letsASupervisorDecideAboutManyAtOnce() throws IOException {
        ConsolePage wall = supervisor();
        for (String text : List.of("one", "two", "three")) {
            pages.customer(hub, text);
        }
        await().atMost(SOON).until(() -> wall.all(".customers tbody tr").size() == 3);

        wall.click(".many input");
        awaitAmong(wall, ".many [role=status]", "3 customers are chosen.");
        look(wall, "many");
        wall.focus(".many button:last-child");
        wall.tab().enter();
        wall.click("dialog[open] input[value=urgent]");
        look(wall, "many-urgency");
        wall.click("dialog[open] button[type=submit]");
        awaitAmong(wall, ".told", "3 are done.");
        await().atMost(SOON)
                .until(() ->
                        wall.tab()
                                .run(
                                        "[...document.querySelectorAll('.customers"
                                                + " select')].every(one => one.value === 'urgent')")
                                .asBoolean());

        String ann = LiveHub.fresh("ann");
        ConsolePage agent = visit("localhost", "/inbox", ann, "AGENT");
        agent.accept();
        agent.accept();
        agent.accept();
        await().atMost(SOON).until(() -> !wall.has(".customers"));
        assertThat(wall.all(".agents tr")).anyMatch(it -> it.contains("3/5"));
        String move = "[aria-label=\"Move all conversations of " + ann + "\"]";
        wall.awaitThere(move + ":enabled");
        agent.choose(".availability", "2");
        wall.focus(move);
        wall.tab().enter();
        wall.click("dialog[open] button[type=submit]");
        await().atMost(SOON).until(() -> wall.all(".customers tbody tr").size() == 3);

        wall.click(".many input");
        wall.focus(".many button:nth-last-child(2)");
        wall.tab().enter();
        wall.click("dialog[open] input[value=bot]");
        agent.choose(".availability", "1");
        agent.click(".waiting button:enabled"); // to others it would be offered first
        agent.awaitThere(".composer textarea:focus");
        agent.choose(".availability", "2");
        await().atMost(SOON).until(() -> wall.all(".customers tbody tr").size() == 2);
        wall.click("dialog[open] button[type=submit]");
        await().atMost(SOON).until(() -> !wall.has(".customers tbody tr"));
        awaitAmong(wall, "dialog[open] li", "It changed in the meantime. Look again.");
        assertThat(wall.all("dialog[open] p")).contains("1 customer is chosen. 2 are done.");
        look(wall, "many-told");
        wall.click("dialog[open] .end button[type=button]");
        endSeenBy(wall, agent);
    }

    @Test
    void needsNoMouse() {
        String ann = LiveHub.fresh("ann");
        ConsolePage agent = agentWith(ann, "I wait for you");
        String sue = LiveHub.fresh("sue");
        Staff.hire(hub, sue, "SUPERVISOR");
        URI console = URI.create("http://127.0.0.1:" + hub.process().url().getPort() + "/console");
        Hands hands = new Hands(pages.shown(chromium.open(console)));
        ConsolePage wall = hands.page();
        hands.signIn(sue);
        wall.awaitOnline();

        hands.tabTo(".availability");
        hands.press("ArrowDown", 40, 0);
        await().atMost(SOON).until(() -> wall.has(".availability.busy"));
        hands.tabTo(".top a[href=\"/console/floor\"]");
        hands.enter();
        hands.tabTo("[aria-label=\"State of " + ann + "\"]");
        hands.enter();
        hands.choose("input[value=\"2\"]");
        hands.tabTo("dialog[open] button[type=submit]");
        hands.ask(".told:not(:empty)");
        awaitAmong(agent, ".notices .banner", "set your state to: Busy.");

        pages.customer(hub, "And who helps me?");
        hands.tabTo(".customers select:enabled");
        hands.press("ArrowDown", 40, 0);
        await().atMost(SOON)
                .until(() ->
                        hub.admin()
                                .get("/v1/audit?action=handoff.prioritise&limit=1")
                                .body()
                                .contains("\"actor\":\"" + sue));
        hands.looks("prioritised");
        hands.tabTo(".customers [aria-label^=\"Assign\"]");
        hands.enter();
        hands.choose("input[value=bot]");
        assertThat(wall.all("dialog[open] .others li"))
                .singleElement()
                .asString()
                .contains(ann, "Busy", "1 of 5 conversations");
        hands.tabTo("dialog[open] button[type=submit]");
        hands.ask(".told:not(:empty)");
        await().atMost(SOON).until(() -> !wall.has(".customers"));
        hands.looks("assigned");

        hands.tabTo(".chats [aria-label^=\"Watch\"]");
        hands.enter();
        hands.awaitAt(".watched h2");
        hands.tabTo(".known summary");
        hands.enter();
        hands.awaitThere(".known[open] dt");
        hands.tabTo(".whisper textarea");
        hands.type("be quick");
        hands.enter();
        awaitAmong(agent, ".noted .text", "be quick");
        hands.tabTo(".watched [aria-label^=\"Stop watching\"]");
        hands.enter();
        hands.awaitAt("h1");
        hands.tabTo(".chats [aria-label^=\"Take over\"]");
        hands.enter();
        hands.tabTo("dialog[open] button[type=submit]");
        hands.ask(".composer textarea:focus");
        hands.alt("E");
        hands.tabTo("dialog[open] button[type=submit]");
        hands.ask(ConsolePage.NONE_OPEN);

        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void showsOneQueueAndFillsTheScreen() throws IOException {
        ConsolePage wall = supervisor();

        wall.focus(".above .fill");
        wall.tab().enter();
        await().atMost(SOON)
                .until(() -> wall.tab().run("document.fullscreenElement !== null").asBoolean());
        awaitAmong(wall, ".above .fill", "Leave full screen");
        look(wall, "full");
        wall.focus(".above .fill");
        wall.tab().enter();
        await().atMost(SOON)
                .until(() -> wall.tab().run("document.fullscreenElement === null").asBoolean());

        assertThat(wall.focused()).isNotEqualTo("BODY");
    }

    @Test
    void warnsBeforeCustomersWaitTooLong() throws IOException {
        ConsolePage wall = supervisor();
        assertThat(wall.has(".alarms:not(:empty)")).isFalse();
        saveGoals("{\"answer_within_s\":86400}");
        pages.customer(hub, "Hello?");
        wall.awaitThere(".customers tbody tr");
        assertThat(wall.has(".alarms:not(:empty)")).isFalse();

        saveGoals("{\"answer_within_s\":1,\"reply_within_s\":1}");

        awaitAmong(wall, ".alarms.late", "1 customer waits too long");
        awaitAmong(wall, ".queues time.late", "too long");
        look(wall, "late");
        ConsolePage agent = visit("localhost", "/inbox", LiveHub.fresh("ann"), "AGENT");
        agent.accept();
        awaitAmong(agent, ".chat time.late", "too long");
        saveGoals("{}");
        await().atMost(SOON).until(() -> !wall.has(".alarms:not(:empty)"));
        endSeenBy(wall, agent);
    }

    @Test
    void countsWhatHappenedAndLetsItBeKept() throws IOException {
        ConsolePage wall = supervisor();
        String name = LiveHub.fresh("ann");
        ConsolePage agent = agentWith(name, "How many are we?");
        endSeenBy(wall, agent);

        awaitAmong(wall, ".queues th", "Came today");
        await().atMost(SOON)
                .until(() ->
                        wall.all(".queues td:nth-child(5)").stream()
                                .anyMatch(count -> count.matches("[1-9][0-9]*")));
        awaitAmong(agent, ".today dd", "1");
        assertThat(agent.all(".today dt")).contains("Conversations that you got", "Ended by you");
        wall.click(".ways a[href$=\"floor/figures\"]");
        awaitAmong(wall, "main td", "default");
        wall.choose("[name=of]", "agents");
        wall.choose("[name=by]", "hour");
        wall.click(".filter [type=submit]");
        awaitAmong(wall, "main td", name);
        wall.choose("[name=queue]", "default");
        wall.fill("[name=agent]", name);
        wall.click(".filter [type=submit]");
        await().atMost(SOON).until(() -> wall.all("main td strong").equals(List.of(name)));
        assertThat(wall.tab().run("location.hash").asString())
                .contains("queue=default", "agent=" + name);
        look(wall, "figures");
        assertThat(wall.tab().run(SPILLS).asInt()).isZero();
        wall.keepDownloads();
        wall.click(".filter [type=button]");

        await().atMost(SOON).until(() -> wall.downloaded().startsWith("at,agent_id,accepted,"));
        assertThat(wall.downloaded()).contains(name + ",1,0,0,1,0,0,");
        assertThat(hub.admin().get("/v1/audit?action=stats.read&limit=1").body())
                .contains("\"actor\":\"sue");
    }

    private void saveGoals(String goals) {
        var saved = hub.admin().put("/v1/queues/default", goals, "If-Match", "*");
        if (saved.status() == 412) {
            saved = hub.admin().put("/v1/queues/default", goals);
        }
        assertThat(saved.status()).as(saved.body()).isIn(200, 201);
    }

    @Test
    void isForSupervisors() {
        ConsolePage page = visit("localhost", "/floor", LiveHub.fresh("ann"), "AGENT");

        page.awaitThere("main h1");

        assertThat(page.all("h1")).singleElement().asString().contains("SUPERVISOR");
        assertThat(page.all(".top nav a")).containsExactly("Inbox", "Search", "Settings");
    }

    /// At three widths, in both themes.
    private static void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 720, 390, 320}) {
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.tab().resize(width, 900);
                page.keepPicture(screen + "-" + width + "-" + theme, width);
                assertThat(page.fits()).as(screen + " " + width).isTrue();
                assertThat(page.beside()).as(screen + " " + width).isEmpty();
                assertThat(page.nameless()).as(screen).isEmpty();
                if (width != 720) {
                    assertThat(page.findings()).as(screen + " " + width + " " + theme).isEmpty();
                }
            }
        }
        page.tab().resize(1440, 900);
    }
}
