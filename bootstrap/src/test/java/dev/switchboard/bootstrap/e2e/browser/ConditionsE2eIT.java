package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The console under conditions that its makers do not have: a tab that the browser froze, a
/// telephone that is turned, a line without TLS, colours of the system's own, and words that are
/// longer than ours.
class ConditionsE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    /// Makes each word of the console's lists longer, and marks where it begins and ends.
    private static final String LONGER =
            """
            (() => {
                const real = window.fetch;
                const longer = (text) => typeof text === 'string'
                    ? `\u27e6${text}${' xyz'.repeat(Math.ceil(text.length / 10))}\u27e7`
                    : Object.fromEntries(Object.entries(text).map(([key, value]) => [key, longer(value)]));
                window.fetch = async (to, more) => {
                    const answer = await real(to, more);
                    return String(to).includes('/words/') ? new Response(JSON.stringify(longer(await answer.json()))) : answer;
                };
            })()\
            """;

    /// The texts with letters that come from no list. What people and machines are called is in
    /// elements of its own.
    private static final String OUR_OWN =
            """
            (() => {
                const texts = [];
                const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                for (let text = walker.nextNode(); text; text = walker.nextNode()) {
                    const one = text.parentElement;
                    if (one.checkVisibility() && !one.closest('bdi, time, code, pre, td, dd, .id, .text, .me, option, kbd, .brand, .words, .day, .head .muted, input, textarea')) {
                        texts.push([text.data, one]);
                    }
                }
                for (const one of document.querySelectorAll(':is([aria-label], [title], [placeholder]):not(.me, .talk, bdi, time, input[spellcheck="false"])')) {
                    ['aria-label', 'title', 'placeholder'].forEach((name) => one.hasAttribute(name) && texts.push([one.getAttribute(name), one]));
                }
                const words = /\u27e6[^\u27e6\u27e7]*\u27e7/g; // one may have another within
                const names = /\\b[A-Z]{2,}\\b|\\bpolling\\b|\\bwebsocket\\b|\\/v1\\/\\w+/g; // of roles, transports and routes
                const rest = (text) => text.replace(words, '').replace(words, '').replace(names, '');
                return texts
                    .filter(([text]) => /\\p{L}{2}/u.test(rest(text)))
                    .map(([text, one]) => `${text} in ${one.outerHTML.slice(0, 160)}`);
            })()\
            """;

    private static final String HUB =
            "[...document.querySelectorAll('.ways a')].map(({ pathname }) => pathname.replace('/console/', ''))";

    private final List<String> wrong = new ArrayList<>();

    ConditionsE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void says(Customer customer, String text) {
        assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isIn(200, 202);
    }

    @Test
    void showsWhatWasSaidWhileTheBrowserFrozeTheTab() {
        ConsolePage page = somebody("AGENT");
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        page.tab().type("half a sentence");

        page.tab().lives("frozen");
        List<String> meanwhile = List.of("are you there", "nobody answers", "so I wait");
        meanwhile.forEach(text -> says(customer, text));
        page.tab().lives("active");

        page.awaitSaid(
                Stream.concat(Stream.of("hello", "You said: hello"), meanwhile.stream())
                        .toArray(String[]::new));
        assertThat(page.draft()).isEqualTo("half a sentence");
        page.tab().type(" and a whole one");
        page.enter();
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        customer.page().awaitAnswersAmong("half a sentence and a whole one");
        page.end();
    }

    @Test
    void keepsTheAgentAtWorkOnATelephoneThatIsTurned() {
        ConsolePage page = somebody("AGENT");
        page.tab().resize(390, 844);
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        for (int i = 0; i < 12; i++) {
            says(customer, "line " + i);
        }
        await().atMost(SOON).until(() -> page.all(".said .text").contains("line 11"));
        page.focus(".composer textarea");
        page.tab().type("half");

        // upright, turned, and upright with a keyboard on the screen
        for (int[] size : new int[][] {{844, 390}, {390, 844}, {390, 430}}) {
            page.tab().resize(size[0], size[1]);
            page.awaitDrawn();
            String at = size[0] + " by " + size[1];
            assertThat(page.focused()).as(at).isEqualTo("TEXTAREA");
            assertThat(page.draft()).as(at).isEqualTo("half");
            assertThat(page.fits()).as(at).isTrue();
            assertThat(page.beside()).as(at).isEmpty();
            await().atMost(SOON).until(() -> isWhole(page, ".composer textarea"));
            await().atMost(SOON).until(() -> isWhole(page, ".said:last-of-type .text"));
        }
        page.tab().resize(1440, 900);
        page.enter();
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        page.end();
    }

    /// Whether the last of these can be seen from top to bottom.
    private static boolean isWhole(ConsolePage page, String selector) {
        return page.tab()
                .run(
                        """
                        (one => {
                            const { top, bottom } = one.getBoundingClientRect();
                            return top >= 0 && bottom <= innerHeight + 1;
                        })([...document.querySelectorAll('%s')].at(-1))\
                        """
                                .formatted(selector))
                .asBoolean();
    }

    @Test
    void saysNothingThatIsInNoListAndFitsLongerWords() throws IOException {
        ConsolePage agent = somebody("SUPERVISOR");
        agent.tab().before(LONGER);
        agent.tab().reload();
        agent.awaitOnline();
        pages.customer(hub, "hello");
        agent.accept();
        lookAt(agent, "inbox", "search", "floor", "floor/figures", "floor/lists", "settings");
        agent.click("a[href=\"/console/inbox\"]");
        agent.awaitThere(".chat");
        agent.openNth(1);
        agent.awaitThere(".composer textarea");
        look(agent, "conversation");
        agent.end();

        ConsolePage admin = admin("/hub");
        admin.awaitThere(".ways a");
        admin.tab().before(LONGER);
        admin.tab().reload();
        admin.awaitThere(".ways a");
        List<String> screens = admin.tab().run(HUB).valueStream().map(JsonNode::asString).toList();
        assertThat(screens).hasSizeGreaterThan(10);
        lookAt(admin, screens.toArray(String[]::new));
        assertThat(wrong).isEmpty();
    }

    private void lookAt(ConsolePage page, String... places) throws IOException {
        for (String place : places) {
            go(page, place);
            await().atMost(SOON).until(() -> page.has("main h1, .inbox") && !page.has(".skeleton"));
            look(page, place);
        }
    }

    private static void go(ConsolePage page, String place) {
        page.tab()
                .run(
                        """
                        (async () => {
                            const main = document.querySelector('script[type=module]').src;
                            const { goTo } = await import(main.replace('main.js', 'core/route.js'));
                            goTo('/console/%s');
                            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                            return 0;
                        })()\
                        """
                                .formatted(place));
    }

    private void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 320}) {
            page.tab().resize(width, 900);
            page.awaitDrawn();
            String look = screen + " at " + width;
            page.keepPicture("longer-" + look.replaceAll("\\W+", "-"), width);
            page.tab().run(OUR_OWN).forEach(one -> wrong.add(look + ": " + one.asString()));
            page.beside().forEach(one -> wrong.add(look + ", beside: " + one));
            if (!page.fits()) {
                wrong.add(look + " is wider than the screen");
            }
        }
        page.tab().resize(1440, 900);
    }

    /// Browsers have less for pages of other machines that do not come over https.
    @Test
    void worksWithoutHttps() {
        ConsolePage page = somebody("AGENT");
        page.tab()
                .before(
                        "delete Crypto.prototype.randomUUID; delete Crypto.prototype.subtle; delete Navigator.prototype.locks");
        page.tab().reload();
        page.watch();
        page.awaitOnline();
        assertThat(page.tab().run("'randomUUID' in crypto").asBoolean()).isFalse();
        Customer customer = pages.customer(hub, "hello");
        page.accept();

        page.answer("good morning");

        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        customer.page().awaitAnswersAmong("good morning");
        page.end();
    }

    /// In the colours of a system with high contrast a mark that is a colour is none.
    @Test
    void marksWithMoreThanColoursInTheColoursOfTheSystem() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "one");
        page.accept();
        pages.customer(hub, "two");
        page.accept();
        page.tab().forcesColours();
        page.awaitDrawn();

        page.keepPicture("forced-inbox", 1440);
        page.tab().resize(1440, 900);
        for (String chosen :
                List.of(
                        ".top a[aria-current]",
                        ".chat[aria-current]",
                        ".mode[aria-pressed=true]")) {
            assertThat(page.has(chosen)).as(chosen).isTrue();
            assertThat(
                            page.tab()
                                    .run(
                                            "getComputedStyle(document.querySelector('"
                                                    + chosen
                                                    + "')).outlineStyle")
                                    .asString())
                    .as(chosen)
                    .isEqualTo("solid");
        }
        page.end();
        page.openNth(1);
        page.end();
    }
}
