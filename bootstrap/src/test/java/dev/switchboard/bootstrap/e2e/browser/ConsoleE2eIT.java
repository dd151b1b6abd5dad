package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import dev.switchboard.bootstrap.e2e.live.Page;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console in a real browser, with a real hub.
///
/// `-Dswitchboard.picture=…` names a directory for pictures of it.
class ConsoleE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    ConsoleE2eIT() {
        super(PATIENCE);
    }

    @BeforeAll
    void hire() {
        Staff.hire(hub, "machine", "SERVICE");
    }

    private ConsolePage visit() {
        return pages.shown(chromium.open(hub.process().url().resolve("/console")));
    }

    /// The console of a new agent.
    private ConsolePage agent() {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = visit();
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private static void says(Customer customer, String text) {
        assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isIn(200, 202);
    }

    @Test
    void letsAnAgentAnswerByTheKeyboardAlone() {
        ConsolePage page = agent();
        Customer customer = pages.customer(hub, "my parcel is broken");

        page.accept();
        page.awaitSaid("my parcel is broken", "You said: my parcel is broken");
        page.answer("I am sorry to hear that");
        customer.page().awaitAnswersAmong("I am sorry to hear that");
        String hostile = "<img src=x onerror=alert(1)> javascript:alert(2)";
        says(customer, hostile);

        page.awaitSaid(
                "my parcel is broken",
                "You said: my parcel is broken",
                "I am sorry to hear that",
                hostile);
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        assertThat(page.has(".said img")).isFalse();
        assertThat(page.nameless()).isEmpty();
        page.alt("E");
        page.awaitThere("dialog[open] textarea[name=note]");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(ConsolePage.NONE_OPEN);
    }

    @Test
    void saysOnceWhatWasWrittenWhileTheHubWasDead() {
        ConsolePage page = agent();
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.answer("before");
        customer.page().awaitAnswersAmong("before");
        page.tab().type("half a sen");

        hub.process().kill();
        try {
            page.awaitThere(".line.lost");
            assertThat(page.draft()).isEqualTo("half a sen");
            page.tab().type("tence");
            page.enter();
            page.alt("N");
            page.tab().type("he is angry");
            page.enter();
            page.tab().type("half a note");
            page.alt("R");
            page.tab().type("and the next");
            page.awaitAll(".said.sending .text", "half a sentence");
            page.awaitAll(".noted .text", "he is angry");
        } finally {
            hub.process().start();
        }

        page.awaitOnline();
        page.awaitSaid("hello", "You said: hello", "before", "half a sentence", "he is angry");
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        assertThat(page.draft()).isEqualTo("and the next");
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        assertThat(customer.history().toString())
                .containsOnlyOnce("half a sentence")
                .doesNotContain("angry");
        try (Page back = customer.anotherTab()) {
            back.awaitAnswersPerhapsBehind("before", "half a sentence");
        }
        page.tab().reload();
        page.awaitOnline();
        page.awaitThere(".composer textarea");
        await().atMost(SOON).until(() -> page.draft().equals("and the next"));
        page.awaitSaid("hello", "You said: hello", "before", "half a sentence", "he is angry");
        page.awaitAll(".noted header", "Note · You");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        page.alt("N");
        assertThat(page.draft()).isEqualTo("half a note");
        page.alt("R");
        assertThat(page.draft()).isEqualTo("and the next");
    }

    @Test
    @Tag("nightly")
    void saysWithItsChoicesWhatWasWrittenWhileTheHubWasDead() {
        ConsolePage page = agent();
        Customer customer = pages.customer(hub, "it is broken");
        page.accept();
        page.awaitSaid("it is broken", "You said: it is broken");

        hub.process().kill();
        try {
            page.awaitThere(".line.lost");
            page.alt("Q");
            page.awaitAll(".quoting .quoted span", "it is broken");
            page.alt("C");
            page.awaitThere(".given input:focus");
            page.tab().type("A refund");
            page.answer("What would you like?");
            page.awaitAll(".said.sending .quoted span", "it is broken");
            page.awaitAll(".said.sending .options li", "A refund");
        } finally {
            hub.process().start();
        }

        page.awaitOnline();
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        page.awaitAll(".said.own .quoted span", "it is broken");
        page.awaitAll(".said.own .options li", "A refund");
        try (Page back = customer.anotherTab()) {
            back.awaitAnswersPerhapsBehind(
                    "You said: it is broken", "What would you like?\n1. A refund");
        }
    }

    @Test
    void keepsEachDraftWithItsConversation() {
        ConsolePage page = agent();
        pages.customer(hub, "one");
        page.accept();
        page.tab().type("for one");
        pages.customer(hub, "two");
        page.accept();

        page.awaitSaid("two", "You said: two");
        assertThat(page.draft()).isEmpty();
        page.tab().type("for two");
        page.tab().press("ArrowDown", "ArrowDown", 40, 1);
        page.awaitSaid("one", "You said: one");

        assertThat(page.draft()).isEqualTo("for one");
        page.tab().press("ArrowDown", "ArrowDown", 40, 1);
        page.awaitSaid("two", "You said: two");
        assertThat(page.draft()).isEqualTo("for two");

        String name = page.all(".me").getFirst();
        page.signOut();
        ConsolePage elsewhere = visit();
        elsewhere.signIn(name, Staff.PASSWORD);
        elsewhere.awaitOnline();
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(elsewhere.all(".chat .drafted"))
                                .containsExactlyInAnyOrder("Draft: for one", "Draft: for two"));
    }

    @Test
    void opensEachConversationByItsNumberAndDeclinesTheOffer() {
        ConsolePage page = agent();
        pages.customer(hub, "one");
        page.accept();
        pages.customer(hub, "two");
        page.accept();
        List<String> mine = page.all(".chat strong");
        assertThat(mine).hasSize(2);

        page.openNth(2);
        page.awaitAll(".head h2", mine.get(1));
        page.openNth(1);
        page.awaitAll(".head h2", mine.get(0));
        page.openNth(9);
        page.awaitAll(".head h2", mine.get(0));

        pages.customer(hub, "three");
        page.awaitThere(".offer button.primary:enabled");
        page.alt("D");
        await().atMost(SOON).until(() -> !page.has(".offer"));
        page.click(".waiting button:enabled");
        page.awaitSaid("three", "You said: three");
    }

    @Test
    void findsACannedReplyAndSendsNoneWithAFieldLeft() throws IOException {
        String reply =
                "{\"title\":\"Delivery\",\"text\":\"Dear {{customer.id}}, it comes on {{day}}. {{agent.name}}\"}";
        Answer added = hub.admin().put("/v1/canned-replies/delivery", reply);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        ConsolePage page = agent();
        String name = page.all(".me").getFirst();
        Customer customer = pages.customer(hub, "when?");
        page.accept();

        page.tab().type("/del");
        page.awaitThere("#canned-0[aria-selected=true]");
        page.keepPicture("canned", 1440);
        assertThat(page.findings()).isEmpty();
        page.enter();
        page.awaitAll(".composer .window", "Fill in before you send: day");
        String text = page.draft();
        assertThat(text).matches("Dear [^{}]+, it comes on \\{\\{day}}\\. " + name);
        page.enter();
        assertThat(page.draft()).isEqualTo(text);
        page.tab().type("Monday");
        page.awaitAll(".composer .window");
        page.enter();

        customer.page().awaitAnswersAmong(text.replace("{{day}}", "Monday"));
        assertThat(page.all(".said.own .text")).hasSize(1);
    }

    private void offer(String path, boolean retired, String more) {
        String list =
                """
                {"items":[{"id":"first","name":"The first","retired":%b},
                 {"id":"second","name":"%s","color":"#2e7d32","retired":%b}]%s}\
                """
                        .formatted(retired, "<b>second</b>", retired, more);
        boolean there = hub.admin().get(path).json().path("version").asInt() > 0;
        String[] version = there ? new String[] {"If-Match", "*"} : new String[0];
        Answer saved = hub.admin().put(path, list, version);
        assertThat(saved.status()).as(saved.body()).isIn(200, 201);
    }

    @Test
    void endsWithTheOutcomeThatIsRequiredByTheKeyboardAlone() throws IOException {
        offer("/v1/outcomes", false, ",\"required\":true");
        try {
            ConsolePage page = agent();
            pages.customer(hub, "please end this");
            page.accept();
            page.awaitSaid("please end this", "You said: please end this");

            page.alt("E");
            page.awaitThere("dialog[open] input[name=outcome]:focus");
            look(page, "end");
            page.enter();
            assertThat(page.has("dialog[open]")).isTrue();
            page.tab().press("ArrowDown", "ArrowDown", 40, 0);
            page.awaitThere("dialog[open] input[value=second]:checked");
            page.enter();

            page.awaitThere(ConsolePage.NONE_OPEN);
        } finally {
            offer("/v1/outcomes", true, "");
        }
    }

    @Test
    @Tag("nightly")
    void keepsTheTagsOfAConversationWhenTheHubDies() throws IOException {
        offer("/v1/tags", false, "");
        try {
            ConsolePage page = agent();
            pages.customer(hub, "what is it about?");
            page.accept();
            page.showDetails();

            page.choose(".tagged select", "second");
            page.awaitAll(".tagged li", "<b>second</b>");
            page.choose(".tagged select", "first");
            page.awaitAll(".tagged li", "<b>second</b>", "The first");
            page.click(".tagged li button");
            page.awaitAll(".tagged li", "The first");
            look(page, "tags");
            hub.process().kill();
            hub.process().start();
            page.awaitOnline();
            page.tab().reload();
            page.awaitOnline();

            page.awaitAll(".tagged li", "The first");
            page.awaitAll(".chat .tags .label", "The first");
            page.alt("E");
            page.click("dialog[open] input[value=second]");
            page.awaitThere("dialog[open] input[value=second]:checked");
            page.click("dialog[open] button[type=submit]");
            page.awaitThere(ConsolePage.NONE_OPEN);
        } finally {
            offer("/v1/tags", true, "");
        }
    }

    /// The browser may show another conversation meanwhile.
    @Test
    void endsTheConversationItAskedAbout() {
        ConsolePage page = agent();
        pages.customer(hub, "one");
        page.accept();
        pages.customer(hub, "two");
        page.accept();
        page.alt("E");
        page.awaitThere("dialog[open]");

        page.tab().run("history.back()");

        page.awaitSaid("one", "You said: one");
        assertThat(page.has("dialog")).isFalse();
        page.tab().run("history.forward()");
        page.awaitSaid("two", "You said: two");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(ConsolePage.NONE_OPEN);
        page.click(".mine .chat");
        page.awaitSaid("one", "You said: one");
    }

    /// In every field that somebody else can fill.
    @Test
    void showsHostileTextsAsText() throws IOException {
        ConsolePage page = agent();
        String payloads = resource("/hostile/payloads.txt");
        String script = resource("/hostile/show.js");

        JsonNode wrong =
                page.tab()
                        .run(
                                script.replace(
                                        "PAYLOADS",
                                        JsonMapper.shared()
                                                .writeValueAsString(payloads.lines().toList())));

        assertThat(payloads.lines()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(wrong.path("wrong")).isEmpty();
        assertThat(wrong.path("nodes").asInt()).isBetween(300, 700);
    }

    @Test
    void keepsNoTokenAndForgetsAllWithTheSignOut() {
        ConsolePage page = agent();
        pages.customer(hub, "my secret");
        page.accept();
        page.tab().type("a draft");
        page.tab().reload();
        page.awaitOnline();
        page.awaitThere(".composer textarea");

        assertThat(page.kept()).contains("a draft").doesNotContain("eyJ", "sbc_", Staff.PASSWORD);
        ConsolePage beside =
                pages.shown(
                        chromium.openBeside(page.tab(), hub.process().url().resolve("/console")));
        beside.awaitOnline();
        beside.signOut();

        page.awaitThere(".sign-in-page");
        assertThat(page.kept()).doesNotContain("a draft", "my secret");
        page.tab().reload();
        page.awaitThere("input[name=username]");
    }

    @Test
    void knowsUntilWhenThePlatformTakesAnswers() {
        ConsolePage page = visit();
        page.awaitThere("input[name=username]");

        String closed =
                Modules.ask(
                                page,
                                """
                                const { Chat } = await load('desk/chat.js');
                                const chat = new Chat('c');
                                const at = (ms) => new Date(Date.now() + ms).toISOString();
                                const said = (seq, kind) => ({ seq, id: `m${seq}`, author: { kind, id: 'a' }, at: at(0) });
                                chat.held({ customer: { id: 'u' }, since: at(-5000), replyUntil: at(-1000), replyWindowSeconds: 60 });
                                chat.show({ from: 1, seq: 1, messages: [{ ...said(1, 'agent'), status: 'accepted' }] });
                                const before = [chat.closed, chat.statuses.get('m1').status];
                                chat.assumeDelivered('a');
                                chat.take(said(2, 'agent'));
                                const agent = chat.closed;
                                chat.take(said(3, 'user'));
                                return [...before, chat.statuses.get('m1').status, agent, chat.closed].join(' ');\
                                """)
                        .asString();

        assertThat(closed).isEqualTo("true accepted delivered true false");
    }

    /// In whatever order messages come.
    @Test
    void neverShowsAHole() {
        ConsolePage page = visit();
        page.awaitThere("input[name=username]");

        String shown =
                Modules.ask(
                                page,
                                """
                                const { Chat } = await load('desk/chat.js');
                                const said = (seq) => ({ seq, id: `m${seq}`, author: { kind: 'user', id: 'u' } });
                                const chat = new Chat('c');
                                const shown = () => chat.messages.map(({ seq }) => seq).join('');
                                const steps = [];
                                const after = (deed) => (deed(), steps.push(`${shown()}/${chat.hole}`));
                                after(() => chat.take(said(4)));
                                after(() => chat.show({ from: 2, seq: 3, messages: [said(2), said(3)], complete: false }));
                                after(() => chat.take(said(4)));
                                after(() => chat.take(said(7)));
                                after(() => chat.take(said(6)));
                                after(() => chat.fill([said(4), said(5)], true));
                                after(() => chat.fill([said(1)], true));
                                after(() => chat.show({ from: 9, seq: 9, messages: [said(9)], complete: true }));
                                return steps.join(' ');\
                                """)
                        .asString();

        assertThat(shown)
                .isEqualTo("/null 234/null 234/null 234/7 234/6 234567/null 1234567/null 9/null");
    }

    @Test
    void isClosedToWhoAnswersNobody() {
        ConsolePage page = visit();
        page.signIn("machine", "not the password");
        await().atMost(SOON).until(() -> !page.all(".refusal").getFirst().isEmpty());
        page.signIn("", Staff.PASSWORD);

        page.awaitThere(".banner.bad");

        assertThat(page.all(".banner")).singleElement().asString().contains("AGENT");
    }

    /// At three widths, in both themes; in another language at the narrowest.
    @Test
    void fitsEveryScreen() throws IOException {
        ConsolePage page = visit();
        page.awaitThere("input[name=username]");
        look(page, "sign-in");
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        look(page, "empty");
        Customer first = pages.customer(hub, "Hello, my parcel arrived broken yesterday");
        page.accept();
        page.answer("Hello, I am looking into it. Could you send me a picture of the box?");
        says(first, "Of course, one moment");
        first.page()
                .awaitAnswersAmong(
                        "Hello, I am looking into it. Could you send me a picture of the box?");
        Customer second = pages.customer(hub, "Where is my invoice?");
        page.accept();
        page.tab().type("Your invoice is ");
        pages.customer(hub, "I want to change my address");
        page.awaitThere(".offer");
        says(second, "It is for September");
        look(page, "inbox");
        page.alt("N");
        page.tab().type("She wrote to us last week, too");
        page.enter();
        page.tab().type("Ask accounting ");
        page.awaitAll(".noted .text", "She wrote to us last week, too");
        look(page, "note");
        page.alt("T");
        page.awaitThere("dialog[open]");
        look(page, "transfer");
        page.click("dialog[open] .end button");
        page.accept();
        page.click("a[href=\"/console/settings\"]");
        page.awaitThere("main.settings");
        look(page, "settings");
    }

    private void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 1024, 390}) {
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.tab().resize(width, 900);
                page.keepPicture(screen + "-" + width + "-" + theme, width);
                assertThat(page.fits()).as(screen + " " + width).isTrue();
                assertThat(page.nameless()).as(screen).isEmpty();
                if (width != 1024) {
                    assertThat(page.findings()).as(screen + " " + width + " " + theme).isEmpty();
                }
            }
        }
        // 200 % of 1440, 400 % of 1280
        for (int width : new int[] {720, 320}) {
            page.tab().resize(width, 800);
            assertThat(page.fits()).as(screen + " " + width).isTrue();
            assertThat(page.beside()).as(screen + " " + width).isEmpty();
        }
        page.tab().resize(1440, 900);
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = ConsoleE2eIT.class.getResourceAsStream(name)) {
            return new String(requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
