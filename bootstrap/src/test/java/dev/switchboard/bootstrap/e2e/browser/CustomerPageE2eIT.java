package dev.switchboard.bootstrap.e2e.browser;

import static dev.switchboard.bootstrap.e2e.browser.CustomerPage.AGENT;
import static dev.switchboard.bootstrap.e2e.browser.CustomerPage.BOT;
import static dev.switchboard.bootstrap.e2e.browser.CustomerPage.DESK;
import static dev.switchboard.bootstrap.e2e.browser.CustomerPage.PHONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The stock Socket.IO client in a real browser.
///
/// `-Dswitchboard.picture=…` stores a picture of the page there.
@TestInstance(Lifecycle.PER_CLASS)
class CustomerPageE2eIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// The page controls the simulators in the hub's own process.
    private static final String OWN = "http://localhost:${server.port}/sim/";

    private static final String BOTS_ADVICE =
            "\n\nFor a person write “agent”, for one in Salesforce “salesforce”.";

    private static final String COUNT_REQUESTS =
            """
            (() => {
                const asked = window.fetch;
                window.requests = 0;
                window.fetch = (...request) => { window.requests++; return asked(...request); };
            })()\
            """;

    private final List<Tab> visited = new ArrayList<>();
    private DocumentedPage documented;
    private LiveHub hub;
    private Chromium chromium;

    @BeforeAll
    void open(@TempDir Path directory) throws IOException {
        chromium = Chromium.startIn(directory);
        documented = DocumentedPage.open();
        hub =
                LiveHub.withPages(
                        directory,
                        Map.of(
                                "SWITCHBOARD_NETOMI_ALLOWED_ORIGINS", documented.origin(),
                                "SWITCHBOARD_YALO_INTEGRATIONS_URL", OWN + "yalo",
                                "SWITCHBOARD_YALO_STUDIO_URL", OWN + "studio",
                                "SWITCHBOARD_SALESFORCE_BASE_URL", OWN + "salesforce"));
        Staff.hire(hub, "ada", "AGENT");
        Staff.hire(hub, "ben", "AGENT");
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
            documented.close();
            hub.close();
        }
    }

    @AfterEach
    void nothingWasWrong() {
        List<String> wrong = visited.stream().flatMap(tab -> tab.wrong().stream()).toList();
        visited.clear();
        assertThat(wrong).isEmpty();
    }

    private CustomerPage visit(String query) {
        return shown(chromium.open(address(query)));
    }

    private URI address(String query) {
        return hub.process().url().resolve("/demo/" + query);
    }

    private CustomerPage shown(Tab tab) {
        CustomerPage page = new CustomerPage(tab);
        page.awaitState("connected");
        visited.add(tab);
        return page;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?transport=websocket", "?transport=polling"})
    void chatsWithTheBotAndWithTheDesk(String query) {
        CustomerPage page = visit(query);

        page.say(BOT, "hello");
        page.say(DESK, "agent");
        page.awaitLines(BOT, "> hello", "You said: hello");
        page.awaitLines(DESK, "> agent", "Hello, this is Anna. How can I help you?");

        page.awaitAllAcked(BOT);
        page.awaitAllAcked(DESK);
    }

    @Test
    void offersChoicesAndSendsTheirPostback() {
        CustomerPage page = visit("");

        page.say(DESK, "menu");
        page.awaitLines(DESK, "> menu", "What is it about?My orderMy bill");
        page.press("My order");

        page.awaitLines(
                DESK,
                "> menu",
                "What is it about?My orderMy bill",
                "> My order",
                "You said: My order");
        assertThat(hub.desk().calls().getLast().body()).contains("\"postback\":\"order\"");
    }

    @Test
    void showsTextAsTextAndLinksOnlyToTheWeb() {
        CustomerPage page = visit("");
        String text = "<img src=x onerror=alert(1)> https://example.com/a javascript:alert(2)";

        page.say(BOT, text);

        page.awaitLines(BOT, "> " + text, "You said: " + text);
        assertThat(page.tab().run("document.querySelectorAll('.log img').length").asInt()).isZero();
        assertThat(
                        page.tab()
                                .run("[...document.querySelectorAll('.log a')].map(a => a.href)")
                                .valueStream()
                                .map(link -> link.asString())
                                .distinct())
                .containsExactly("https://example.com/a");
    }

    /// And both have answered.
    private static void sayToBoth(CustomerPage page, String text) {
        page.say(BOT, text);
        page.say(DESK, text);
        page.awaitLines(BOT, "> " + text, "You said: " + text);
        page.awaitLines(DESK, "> " + text, "You said: " + text);
    }

    @Test
    void saysNothingAndMissesNothingWhileItIsCutOff() {
        CustomerPage page = visit("");
        sayToBoth(page, "before");

        page.press("Cut the connection");
        page.tab().run(COUNT_REQUESTS);
        page.say(BOT, "meanwhile");
        page.say(DESK, "meanwhile");
        assertThat(page.tab().run("window.requests").asInt()).isZero();
        assertThat(page.ticks(BOT)).endsWith("sending");
        assertThat(page.ticks(DESK)).endsWith("sending");
        assertThat(page.stateText()).isEqualTo("cut off");
        page.press("Connect again");
        page.awaitLines(BOT, "> before", "You said: before", "> meanwhile", "You said: meanwhile");
        page.awaitLines(DESK, "> before", "You said: before", "> meanwhile", "You said: meanwhile");
        assertThat(page.stateText()).startsWith("recovered by ");
    }

    @Test
    void goesOnWhereItWasWhenItIsReloaded() {
        CustomerPage page = visit("");
        sayToBoth(page, "one");

        page.tab().reload();
        page.awaitState("connected");
        page.say(BOT, "two");
        page.say(DESK, "two");

        page.awaitLines(BOT, "> one", "You said: one", "> two", "You said: two");
        page.awaitLines(DESK, "> one", "You said: one", "> two", "You said: two");
    }

    @Test
    void missesNothingWhenTheHubDiesAndComesBack() {
        CustomerPage page = visit("");
        sayToBoth(page, "before");

        hub.process().kill();
        page.say(BOT, "meanwhile");
        page.say(DESK, "meanwhile");
        page.awaitState("connecting");
        hub.process().start();

        page.awaitLines(BOT, "> before", "You said: before", "> meanwhile", "You said: meanwhile");
        page.awaitLines(DESK, "> before", "You said: before", "> meanwhile", "You said: meanwhile");
        page.awaitState("connected");
        assertThat(page.stateText()).startsWith("recovered by ");
    }

    @Test
    void keepsTwoPeopleApart() {
        CustomerPage one = visit("");
        CustomerPage other = visit("");

        one.say(BOT, "from one");
        other.say(BOT, "from the other");

        one.awaitLines(BOT, "> from one", "You said: from one");
        other.awaitLines(BOT, "> from the other", "You said: from the other");
    }

    @Test
    void showsASecondTabWhatWasSaidInTheFirst() {
        CustomerPage first = visit("");
        sayToBoth(first, "one");

        CustomerPage second = shown(chromium.openBeside(first.tab(), address("")));
        second.awaitLines(BOT, "> one", "You said: one");
        second.awaitLines(DESK, "> one", "You said: one");
        second.awaitAllAcked(BOT);
        second.awaitAllAcked(DESK);
        second.say(BOT, "two");

        first.awaitLines(BOT, "> one", "You said: one", "> two", "You said: two");
    }

    @Test
    void showsWhatASecondTabSaysThatWasOpenBeforeTheFirstWord() {
        CustomerPage first = visit("");
        CustomerPage second = shown(chromium.openBeside(first.tab(), address("")));

        sayToBoth(second, "one");

        first.awaitLines(BOT, "> one", "You said: one");
        first.awaitLines(DESK, "> one", "You said: one");
        first.say(BOT, "two");
        second.awaitLines(BOT, "> one", "You said: one", "> two", "You said: two");
    }

    @Test
    void showsAllTabsWhatTheUserOnWhatsAppSaysInOneOfThem() {
        CustomerPage first = visit("#whatsapp");
        CustomerPage second = shown(chromium.openBeside(first.tab(), address("#whatsapp")));

        second.say(PHONE, "one");
        String[] one = {"> one", "You said: one" + BOTS_ADVICE};
        first.awaitLines(PHONE, one);
        second.awaitLines(PHONE, one);
        CustomerPage third = shown(chromium.openBeside(first.tab(), address("#whatsapp")));
        third.awaitLines(PHONE, one);
        third.say(PHONE, "two");

        for (CustomerPage each : List.of(first, second, third)) {
            each.awaitLines(PHONE, one[0], one[1], "> two", "You said: two" + BOTS_ADVICE);
            each.awaitAllAcked(PHONE);
        }
    }

    @Test
    void endsASessionAndFillsItsTicks() {
        CustomerPage page = visit("");

        page.press("end");
        page.awaitLines(DESK, "> end", "* The desk ended the session.");
        page.awaitAllAcked(DESK);
        page.press("typing");
        page.awaitLines(
                DESK, "> end", "* The desk ended the session.", "> typing", "You said: typing");

        page.awaitAllAcked(DESK);
    }

    /// Only the hub knows that a message arrived which the desk never answers.
    @Test
    void fillsTheTicksOfWhatIsNeverAnswered() {
        CustomerPage page = visit("");

        hub.scriptDesk("[{\"callback\": {\"when\": \"never\"}}]");
        page.say(DESK, "anybody there?");

        page.awaitAllAcked(DESK);
        page.awaitLines(DESK, "> anybody there?");
    }

    @Test
    void hasNoFindings() throws IOException {
        CustomerPage page = visit("");
        page.tab().assertNoFindings("empty");

        page.say(DESK, "menu");
        page.say(DESK, "carousel");
        page.say(BOT, "Here: https://example.com/orders/1042");
        await().atMost(SOON).until(() -> page.lines(BOT).size() + page.lines(DESK).size() == 6);
        page.awaitAllAcked(BOT);
        page.awaitAllAcked(DESK);
        page.tab().assertNoFindings("busy");
        page.press("Cut the connection");
        page.say(BOT, "meanwhile");
        page.tab().assertNoFindings("cut off");
        page.press("Connect again");
        page.awaitState("connected");
    }

    @Test
    void isReachedFromTheHubsAddress() throws IOException {
        Tab tab = chromium.open(hub.process().url().resolve("/"));
        visited.add(tab);
        tab.assertNoFindings("home");

        tab.run("document.querySelector('[href=\"/demo/wallboard\"]').click()");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> tab.run("document.title").asString().endsWith("a wall board"));
        tab.assertNoFindings("a wall board without people");
    }

    @Test
    void fitsAPhone() {
        CustomerPage page = visit("");
        page.tab().resize(390, 780);

        assertThat(page.panels()).containsExactly(BOT);
        assertThat(page.hint(BOT)).contains("Where is my order?");
        assertThat(page.tooSmall(40)).isEmpty();
        page.press("Pega");
        assertThat(page.panels()).containsExactly(DESK);
        assertThat(page.hint(DESK)).contains("menu");
        page.say(DESK, "menu");
        page.awaitLines(DESK, "> menu", "What is it about?My orderMy bill");

        assertThat(page.hint(DESK)).isEmpty();
        assertThat(page.tooSmall(40)).isEmpty();
        page.tab().resize(1180, 720);
        assertThat(page.panels()).containsExactly(BOT, DESK);
        assertThat(page.tooSmall(40)).isEmpty();
    }

    private void tellThePageOfItsAgents() {
        String login = "{\"username\":\"%s\",\"password\":\"" + Staff.PASSWORD + "\"}";
        String agents =
                Stream.of("ada", "ben", "eva")
                        .map(login::formatted)
                        .collect(Collectors.joining(",", "[", "]"));
        assertThat(hub.admin().put("/sim/agents", agents).status()).isEqualTo(200);
    }

    private ConsolePage console(String agent) {
        ConsolePage console =
                new ConsolePage(chromium.open(hub.process().url().resolve("/console")));
        visited.add(console.tab());
        console.signIn(agent, Staff.PASSWORD);
        console.awaitOnline();
        return console;
    }

    private static void awaitSaid(ConsolePage console, String... texts) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(console.all(".said .text")).contains(texts));
    }

    @Test
    void playsAUserOnWhatsAppWhomAgentsAnswerInTheConsole() throws IOException {
        tellThePageOfItsAgents();
        CustomerPage page = visit("#whatsapp");
        page.tab().resize(1280, 900);
        assertThat(page.panels()).containsExactly(PHONE, AGENT);
        assertThat(page.hint(PHONE)).contains("hello");
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.accounts())
                                .containsExactly(
                                        "ada with the password " + Staff.PASSWORD,
                                        "ben with the password " + Staff.PASSWORD,
                                        "eva with the password " + Staff.PASSWORD));
        assertThat(page.tooSmall(40)).isEmpty();
        page.tab().assertNoFindings("a silent phone");

        page.say(PHONE, "hello");
        page.awaitLines(PHONE, "> hello", "You said: hello" + BOTS_ADVICE);
        page.press(PHONE, "a picture");
        page.awaitPictures(PHONE, 1);
        page.awaitAmong(PHONE, "A picture, thank you." + BOTS_ADVICE);
        ConsolePage ada = console("ada");
        page.say(PHONE, "agent");
        ada.accept();
        awaitSaid(ada, "hello", "agent");
        ada.awaitThere(".said :is(.picture, .file)");
        page.awaitStanding(PHONE, "with an agent");
        ada.answer("What a parcel");
        page.awaitAmong(PHONE, "> agent", "Looking for an agent.", "What a parcel");
        page.say(PHONE, "Is it not?");
        awaitSaid(ada, "Is it not?");
        ada.awaitThere(".said.own .icon[aria-label=Delivered]");

        ConsolePage ben = console("ben");
        ada.passOn("ben", "Broken");
        ada.awaitThere(ConsolePage.NONE_OPEN);
        ben.accept();
        awaitSaid(ben, "Is it not?");
        assertThat(ben.all(".step .note")).singleElement().asString().contains("Broken");
        ben.answer("A new one comes");
        page.awaitAmong(PHONE, "> Is it not?", "A new one comes");
        ben.alt("E");
        ben.click("dialog[open] button[type=submit]");
        page.awaitAmong(PHONE, "A new one comes", "You are with the bot again. What else?");
        page.awaitStanding(PHONE, "with the bot");
        page.tab().assertNoFindings("a phone");
        List.of(ada, ben).forEach(ConsolePage::signOut);
    }

    @Test
    void playsAnAgentInSalesforceOnAPhone() throws IOException {
        CustomerPage page = visit("#whatsapp");
        page.tab().resize(390, 844);
        assertThat(page.panels()).containsExactly(PHONE);
        assertThat(page.tooSmall(40)).isEmpty();

        page.say(PHONE, "salesforce");
        page.awaitStanding(PHONE, "waits for an agent in Salesforce");
        page.press("Agent");
        assertThat(page.panels()).containsExactly(AGENT);
        page.awaitThere(AGENT, "Join");
        page.tab().assertNoFindings("a user waits");
        page.press(AGENT, "Join");
        page.awaitStanding(PHONE, "with an agent in Salesforce");
        assertThat(page.tooSmall(40)).isEmpty();
        page.say(AGENT, "Ana here");
        page.awaitAmong(PHONE, "> salesforce", "Looking for an agent.", "Ana here");
        page.say(PHONE, "At last");
        page.awaitAmong(AGENT, "> Ana here", "At last");
        page.tab().assertNoFindings("a chat");

        page.press(AGENT, "End");
        page.awaitAmong(PHONE, "Ana here", "> At last", "You are with the bot again. What else?");
        page.awaitAmong(AGENT, "* The chat in Salesforce is over.");
        page.tab().assertNoFindings("a chat that is over");
        page.tab().resize(1280, 900);
        page.tab().assertNoFindings("a phone and a chat that is over");
    }

    /// From another origin, which gets no cookie.
    @Test
    void isOnlyOneOfManyPages() throws IOException {
        documented.copyFor(hub.process().url());
        // a page of another origin asks the hub
        Tab tab = chromium.open(hub.process().url().resolve("/readyz"));
        tab.go(documented.address());

        DocumentedPage.say(tab, "bot", "one");
        DocumentedPage.awaitLines(tab, "you: one", "bot: You said: one");
        DocumentedPage.say(tab, "desk", "two");
        DocumentedPage.awaitLines(
                tab, "you: one", "bot: You said: one", "you: two", "desk: You said: two");
        tab.reload();
        DocumentedPage.awaitLines(
                tab, "you: one", "bot: You said: one", "you: two", "desk: You said: two");
        DocumentedPage.say(tab, "desk", "three");

        DocumentedPage.awaitLines(
                tab,
                "you: one",
                "bot: You said: one",
                "you: two",
                "desk: You said: two",
                "you: three",
                "desk: You said: three");
        assertThat(tab.wrong()).isEmpty();
    }

    @Test
    void canBeShown() throws IOException {
        CustomerPage page = visit("");
        page.say(BOT, "Where is my order?");
        page.say(DESK, "May I speak to an agent?");
        page.awaitLines(BOT, "> Where is my order?", "You said: Where is my order?");
        page.awaitLines(
                DESK, "> May I speak to an agent?", "Hello, this is Anna. How can I help you?");
        page.say(BOT, "Here: https://example.com/orders/1042");
        page.say(DESK, "Show me the menu");
        await().atMost(SOON).until(() -> page.lines(BOT).size() + page.lines(DESK).size() == 8);
        page.awaitAllAcked(BOT);
        page.awaitAllAcked(DESK);

        byte[] picture = page.tab().picture(1180, 720);

        assertThat(picture).hasSizeBetween(10_000, 200_000);
        String keep = System.getProperty("switchboard.picture");
        if (keep != null) {
            Files.write(Path.of(keep), picture);
        }
    }
}
