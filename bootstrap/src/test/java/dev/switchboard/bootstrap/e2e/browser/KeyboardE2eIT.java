package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tasks of a day without a mouse. The focus is somewhere after each key: on `body` it would be
/// nowhere.
class KeyboardE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// Chooses a file where the focus is.
    private static final String TABLE =
            """
            (field => {
                const data = new DataTransfer();
                data.items.add(new File([`shortcut,title,text\\nSHORTCUT,By keys,Hello\\n`], 'replies.csv'));
                field.files = data.files;
                field.dispatchEvent(new Event('change', { bubbles: true }));
            })(document.activeElement)\
            """;

    /// Pastes two files where the focus is.
    private static final String TWO_FILES =
            """
            (field => {
                const clipboardData = new DataTransfer();
                ['one.txt', 'two.txt'].forEach(name => clipboardData.items.add(new File([name], name, { type: 'text/plain' })));
                field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
            })(document.activeElement)\
            """;

    /// Keeps the line to the desk, and in which conversations somebody typed.
    private static final String LISTEN =
            """
            (() => {
                const real = WebSocket.prototype.send;
                window.typed = [];
                WebSocket.prototype.send = function (frame) {
                    window.line = this;
                    const typed = /\\["typing",(.*)\\]$/.exec(frame);
                    typed && window.typed.push(JSON.parse(typed[1]).conversationId);
                    real.call(this, frame);
                };
            })()\
            """;

    /// What the desk says while the customer of the open conversation types.
    private static final String CUSTOMER_TYPES =
            """
            (conversationId => line.dispatchEvent(new MessageEvent('message', {
                data: `42/agent,${JSON.stringify(['typing', { conversationId, author: { kind: 'user', id: 'u' }, active: true }])}`,
            })))(typed[0])\
            """;

    private static final int CONTROL = 2;

    /// The code of a key that a method for many signs takes.
    private static final int TAKEN = 229;

    KeyboardE2eIT(LiveHub hub) {
        super(hub);
    }

    /// Somebody who has just signed in.
    private Hands somebodyAt(String name, String roles) {
        Staff.hire(hub, name, roles);
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        Hands hands = new Hands(page);
        hands.signIn(name);
        page.awaitOnline();
        hands.looks("signed in");
        return hands;
    }

    /// Others have labels at this hub, too.
    private void offer(String path, boolean retired) {
        JsonNode before = hub.admin().get(path).json();
        ObjectNode list = JsonMapper.shared().createObjectNode();
        ArrayNode items = list.putArray("items");
        before.path("items")
                .valueStream()
                .filter(item -> !item.path("id").asString().equals("key-1"))
                .forEach(items::add);
        items.addObject().put("id", "key-1").put("name", "By keys").put("retired", retired);
        String[] match =
                before.path("version").asInt() == 0
                        ? new String[0]
                        : new String[] {"If-Match", "*"};
        Answer saved = hub.admin().put(path, list.toString(), match);
        assertThat(saved.status()).as(saved.body()).isIn(200, 201);
    }

    @Test
    void isAllThatAnAgentNeeds() {
        offer("/v1/tags", false);
        offer("/v1/outcomes", false);
        try {
            answersFromAnOfferToTheEnd();
        } finally {
            offer("/v1/tags", true);
            offer("/v1/outcomes", true);
        }
    }

    private void answersFromAnOfferToTheEnd() {
        String name = LiveHub.fresh("agent");
        Hands hands = somebodyAt(name, "AGENT");
        ConsolePage page = hands.page();
        String reply = "{\"title\":\"Sorry\",\"text\":\"We are sorry\"}";
        String shortcut = LiveHub.fresh("k");
        assertThat(hub.admin().put("/v1/canned-replies/" + shortcut, reply).status())
                .isEqualTo(201);
        Customer customer = pages.customer(hub, "my parcel is broken");

        hands.awaitThere(".offer button.primary:enabled");
        hands.alt("A");
        hands.awaitAt("textarea");
        page.awaitSaid("my parcel is broken", "You said: my parcel is broken");
        hands.altGr("@", "Q");
        hands.altGr("\u20ac", "E");
        hands.altGr("~", "N");
        hands.altGr("\u0163", "T");
        assertThat(page.has("dialog, .quoting, .composer.note")).isFalse();
        hands.type("write to a@b.example");
        hands.enter();
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        hands.press("ArrowUp", 38, 0);
        hands.type("Which one?");
        hands.enter();
        page.awaitThere(".said.own .quoted");
        hands.type("/" + shortcut);
        page.awaitThere("#canned-0[aria-selected=true]");
        hands.enter();
        await().atMost(SOON).until(() -> page.draft().equals("We are sorry"));
        hands.enter();
        customer.page().awaitAnswersAmong("write to a@b.example", "Which one?", "We are sorry");
        hands.alt("N");
        hands.type("she is patient");
        hands.enter();
        page.awaitAll(".noted .text", "she is patient");
        hands.alt("R");
        if (!page.has(".details")) {
            hands.tabTo(".head button[aria-label=Customer]");
            hands.enter();
        }
        hands.tabTo(".tagged select");
        hands.press("ArrowDown", 40, 0);
        page.awaitAll(".tagged li", "By keys");
        hands.looks("tagged");
        hands.alt("T");
        hands.choose("input[value=bot]");
        hands.tabTo("dialog[open] textarea[name=note]");
        hands.type("please go on");
        hands.tabTo("dialog[open] button[type=submit]");
        hands.ask(ConsolePage.NONE_OPEN);

        pages.customer(hub, "and me?");
        hands.awaitThere(".offer button.primary:enabled");
        hands.alt("D");
        await().atMost(SOON).until(() -> !page.has(".offer"));
        hands.looks("declined");
        hands.tabTo(".waiting button:enabled");
        hands.ask(".composer textarea:focus");
        page.awaitSaid("and me?", "You said: and me?");
        hands.alt("E");
        hands.awaitAt("dialog[open] input[name=outcome]");
        hands.press(" ", 32, 0);
        await().atMost(SOON).until(() -> page.has("dialog[open] input[name=outcome]:checked"));
        hands.ask(ConsolePage.NONE_OPEN);

        System.out.println("An agent's day by " + hands.keys() + " keys and looks");
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void findsAStuckMessageByItsWordsAndSendsItAgain() {
        Customer customer = pages.customer(hub);
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        String word = LiveHub.fresh("needle").replaceAll("\\W", "");
        assertThat(customer.ask(LiveHub.fresh("m"), "Where is my " + word).status()).isEqualTo(500);
        Hands hands = somebodyAt(LiveHub.fresh("operator"), "ADMIN\",\"SUPERVISOR");
        ConsolePage page = hands.page();

        hands.tabTo(".top a[href=\"/console/search\"]");
        hands.enter();
        hands.awaitThere("main.search input[name=words]");
        hands.tabTo("main.search input[name=words]");
        hands.type(word.toUpperCase(Locale.ROOT));
        await().atMost(SOON)
                .until(() -> {
                    page.tab().enter(); // the index follows within seconds
                    await().atMost(SOON)
                            .until(() ->
                                    !page.all("main.search [role=status]")
                                            .equals(List.of("Loading…")));
                    return page.has(".hits mark");
                });
        hands.tabTo(".hits a[href^=\"/console/hub/messages/\"]");
        hands.enter();
        hands.awaitThere(".states .primary");
        assertThat(page.all("td")).contains("422", "not here");
        hands.tabTo(".states .primary");
        hands.ask(".states .state.answered, .states .state.delivered");

        assertThat(customer.asked()).hasSize(2);
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void goesBackToWhatOpenedADialog() {
        String name = LiveHub.fresh("sue");
        Hands hands = somebodyAt(name, "SUPERVISOR");
        ConsolePage page = hands.page();
        page.tab().press("k", "KeyK", 'K', 2);
        hands.awaitThere(".palette");
        hands.press("Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(".palette"));
        hands.looks("palette closed");
        hands.tabTo(".top a[href=\"/console/floor\"]");
        hands.enter();
        hands.awaitThere(".ways a[href$=\"floor/lists\"]");
        hands.tabTo(".ways a[href$=\"floor/lists\"]");
        hands.enter();
        hands.awaitThere("main section button");
        hands.tabTo("main section > .row > button:first-child");
        hands.enter();
        hands.awaitThere("dialog[open] input");
        hands.press("Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has("dialog"));

        hands.awaitAt("main section > .row > button:first-child");
        assertThat(hands.lost()).isEmpty();
    }

    @Test
    void importsCannedReplies() {
        String shortcut = LiveHub.fresh("k");
        Hands hands = somebodyAt(LiveHub.fresh("sue"), "SUPERVISOR");
        ConsolePage page = hands.page();
        hands.tabTo(".top a[href=\"/console/floor\"]");
        hands.enter();
        hands.tabTo(".ways a[href$=\"floor/lists\"]");
        hands.enter();
        hands.awaitThere("main section button");
        hands.pressNamed("Import…");
        hands.awaitThere("dialog[open] [name=table]");

        hands.tabTo("dialog[open] [name=table]");
        page.tab()
                .run(
                        TABLE.replace(
                                "SHORTCUT",
                                shortcut)); // the browser's own dialog is beside the page
        hands.awaitAmong("dialog[open] [role=status]", "1 new");
        assertThat(replies()).doesNotContain("\"" + shortcut + "\"");
        hands.tabToNamed("Import 1");
        page.tab().enter();
        hands.awaitClosed();

        hands.awaitTold("1 reply is imported.");
        hands.awaitAmong("td", "/" + shortcut);
        assertThat(replies()).contains("\"" + shortcut + "\"");
        assertThat(hands.lost()).isEmpty();
    }

    /// The second Enter is told as Safari does, behind the end of the composition.
    @Test
    void sendsNothingByTheKeyThatEndsAComposition() {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "konnichiwa");
        page.accept();

        page.tab().compose("\u306b\u307b\u3093");
        await().atMost(SOON).until(() -> page.draft().equals("\u306b\u307b\u3093"));
        page.tab().press("Enter", "Enter", TAKEN, 0);
        page.tab().type("\u65e5\u672c");
        page.tab().press("Enter", "Enter", TAKEN, 0);
        page.awaitDrawn();
        assertThat(page.draft()).isEqualTo("\u65e5\u672c");
        assertThat(page.has(".said.own")).isFalse();
        page.tab().enter();

        customer.page().awaitAnswersAmong("\u65e5\u672c");
        assertThat(page.draft()).isEmpty();
        page.end();
    }

    @Test
    void pastesLinesAndFilesAndShowsWhoTypes() {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "send me all of it");
        page.accept();
        page.tab().run(LISTEN);

        page.alt("N");
        page.tab().type("for agents alone");
        page.tab().press("a", "KeyA", 'A', CONTROL);
        page.tab().press("x", "KeyX", 'X', CONTROL);
        page.alt("R");
        page.awaitDrawn();
        assertThat(page.tab().run("window.typed")).isEmpty();
        page.tab().type("one\ntwo\n\nfour");
        await().atMost(SOON).until(() -> !page.tab().run("window.typed").isEmpty());
        page.tab().press("a", "KeyA", 'A', CONTROL);
        page.tab().press("x", "KeyX", 'X', CONTROL);
        assertThat(page.draft()).isEmpty();
        page.tab().press("v", "KeyV", 'V', CONTROL);
        assertThat(page.draft()).isEqualTo("one\ntwo\n\nfour");
        page.tab().run(TWO_FILES);
        page.awaitAll(".tray bdi", "one.txt", "two.txt");
        assertThat(page.has(".said.own")).isFalse();
        assertThat(page.draft()).isEqualTo("one\ntwo\n\nfour");
        page.tab().run(CUSTOMER_TYPES);
        await().atMost(SOON)
                .until(() ->
                        page.all(".below .muted").stream().anyMatch(line -> line.contains("typ")));
        page.tab().enter();

        customer.page().awaitAnswersAmong("one\ntwo\n\nfour");
        await().atMost(SOON)
                .until(() ->
                        page.all(".said.own .file").containsAll(List.of("one.txt", "two.txt")));
        page.end();
    }

    private String replies() {
        return hub.admin().get("/v1/canned-replies").body();
    }
}
