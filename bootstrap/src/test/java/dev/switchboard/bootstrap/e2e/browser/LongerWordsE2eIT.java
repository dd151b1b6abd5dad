package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The console in a language whose words are longer than ours and marked: all that it says comes
/// from its lists of words, and fits. At a hub of its own, where nobody else has given names.
@Tag("nightly")
class LongerWordsE2eIT extends OwnHubStory {

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
            "[...document.querySelectorAll('.ways a')].map(({ pathname }) =>"
                    + " pathname.replace('/console/', ''))";

    private final List<String> wrong = new ArrayList<>();

    LongerWordsE2eIT() {
        super(PATIENCE);
    }

    private ConsolePage visit(String address, String name, String password) {
        ConsolePage page =
                pages.shown(chromium.open(hub.process().url().resolve("/console" + address)));
        page.signIn(name, password);
        return page;
    }

    @Test
    void saysNothingThatIsInNoListAndFitsLongerWords() throws IOException {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "SUPERVISOR");
        ConsolePage agent = visit("", name, Staff.PASSWORD);
        agent.awaitOnline();
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

        ConsolePage admin = visit("/hub", "admin", LiveHub.ADMIN_PASSWORD);
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
            Modules.go(page, place);
            await().atMost(SOON).until(() -> page.has("main h1, .inbox") && !page.has(".skeleton"));
            look(page, place);
        }
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
}
