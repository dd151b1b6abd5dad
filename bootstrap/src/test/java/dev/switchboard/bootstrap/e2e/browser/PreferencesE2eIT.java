package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody chooses for the console, and the keys that they may choose.
@Tag("nightly")
class PreferencesE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CONTROL = 2;
    private static final int SHIFT = 8;
    private static final String SETTINGS = "a[href=\"/console/settings\"]";
    private static final String SELECT = "main.settings label:has(option[value=%s]) select";
    private static final String THEME = SELECT.formatted("dark");
    private static final String LANGUAGE = SELECT.formatted("es");
    private static final String DENSITY = SELECT.formatted("compact");
    private static final String SEND_WITH = SELECT.formatted("ctrl_enter");
    private static final String SWITCHES = SELECT.formatted("off");
    private static final String HELP = "dialog[open] dl.keys";

    /// Another machine of the same person is a moment faster with their next change.
    private static final String FASTER =
            """
            window.fetch = new Proxy(fetch, {
                async apply(ask, _, [path, init]) {
                    if (init?.method === 'PUT' && !window.overtaken) {
                        window.overtaken = true;
                        await ask(path, { ...init, body: JSON.stringify({ theme: 'dark' }) });
                    }
                    return ask(path, init);
                },
            });
            0\
            """;

    PreferencesE2eIT(LiveHub hub) {
        super(hub);
    }

    private static String of(ConsolePage page, String expression) {
        return page.tab().run("String(" + expression + ")").asString();
    }

    private static void awaitThat(ConsolePage page, String expression, String value) {
        await().atMost(SOON).untilAsserted(() -> assertThat(of(page, expression)).isEqualTo(value));
    }

    private static void awaitLooks(ConsolePage page, String language, String theme) {
        awaitThat(page, "document.documentElement.lang", language);
        awaitThat(page, "document.documentElement.dataset.theme", theme);
    }

    /// Waits until the hub has what was chosen.
    ///
    /// @param chosen all but the version, which counts changes that may come together
    private void awaitTold(String token, String chosen) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        hub.stranger()
                                                .withToken(token)
                                                .get("/v1/console/preferences")
                                                .body())
                                .endsWith(chosen));
    }

    @Test
    void followSomebodyToAnotherMachine(@TempDir Path elsewhere) throws IOException {
        String name = LiveHub.fresh("agent");
        String token = Staff.hire(hub, name, "AGENT");
        ConsolePage page = visit("/settings", name, Staff.PASSWORD);
        page.choose(THEME, "dark");
        page.choose(LANGUAGE, "es");
        page.choose(DENSITY, "compact");
        page.choose(SEND_WITH, "ctrl_enter");
        awaitLooks(page, "es", "dark");
        awaitTold(
                token,
                ",\"locale\":\"es\",\"theme\":\"dark\",\"density\":\"compact\","
                        + "\"send_with\":\"ctrl_enter\"}");

        try (Chromium machine = Chromium.startIn(elsewhere)) {
            ConsolePage other =
                    pages.shown(machine.open(hub.process().url().resolve("/console/settings")));
            other.awaitThere(".sign-in-page");
            awaitLooks(other, "en", "auto");
            other.signIn(name, Staff.PASSWORD);

            awaitLooks(other, "es", "dark");
            awaitThat(other, "document.documentElement.dataset.density", "compact");
            awaitThat(other, "document.querySelector('" + SEND_WITH + "').value", "ctrl_enter");
            assertThat(other.findings()).isEmpty();
            assertThat(pages.leave()).isEmpty();
        }
    }

    @Test
    void mergeWhatWasChosenElsewhereMeanwhile() {
        String name = LiveHub.fresh("agent");
        String token = Staff.hire(hub, name, "AGENT");
        ConsolePage page = visit("/settings", name, Staff.PASSWORD);
        page.awaitThere(THEME);
        page.tab().run(FASTER);

        page.choose(SWITCHES, "off");

        awaitThat(page, "document.documentElement.dataset.theme", "dark");
        awaitTold(token, ",\"theme\":\"dark\",\"sounds\":false}");
        awaitThat(page, "document.querySelector('" + SWITCHES + "').value", "off");
    }

    @Test
    void bringRowsCloserToEachOther() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        String height = "Math.round(document.querySelector('.chat').offsetHeight)";
        int cozy = Integer.parseInt(of(page, height));
        page.click(SETTINGS);

        page.choose(DENSITY, "compact");
        page.click("a[href=\"/console/inbox\"]");

        page.awaitThere(".chat");
        assertThat(Integer.parseInt(of(page, height))).isBetween(24, cozy - 9);
        page.openNth(1);
        assertThat(page.findings()).isEmpty();
        page.end();
    }

    @Test
    void sendWithTheKeyThatIsChosen() {
        ConsolePage page = somebody("AGENT");
        page.click(SETTINGS);
        page.choose(SEND_WITH, "ctrl_enter");
        page.click("a[href=\"/console/inbox\"]");
        pages.customer(hub, "hello");
        page.accept();

        page.tab().type("one");
        page.tab().enter();
        page.tab().type("two");
        assertThat(page.draft()).isEqualTo("one\ntwo");
        page.tab().press("Enter", "Enter", 13, CONTROL);

        page.awaitThere(".said.own");
        await().atMost(SOON).until(() -> page.draft().isEmpty());
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page.all(".said .text").getLast()).isEqualTo("one\ntwo"));
        page.end();
    }

    @Test
    void findAnEmojiByItsName() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();

        page.tab().type("at 10:30 :pa");
        page.awaitThere("#canned [aria-selected=true]");
        assertThat(page.all("#canned b")).contains("\uD83D\uDCE6");
        page.tab().type("rcel");
        page.awaitAll("#canned b", "\uD83D\uDCE6");
        page.enter();
        assertThat(page.draft()).isEqualTo("at 10:30 \uD83D\uDCE6");
        page.enter();
        page.awaitThere(".said.own");
        await().atMost(SOON).until(() -> page.draft().isEmpty());
        page.end();
    }

    @Test
    void leadByKeysThroughThePage() throws IOException {
        ConsolePage page = somebody("SUPERVISOR");
        pages.customer(hub, "hello");
        page.accept();
        page.tab().press("?", "Slash", 191, SHIFT); // somebody writes
        page.tab().press("g", "KeyG", 'G', 0);
        page.tab().press("w", "KeyW", 'W', 0);
        page.awaitDrawn();
        assertThat(page.has(HELP)).isFalse();
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        page.tab()
                .run(
                        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                                + " { key: 'Escape', isComposing: true, bubbles: true }))");
        assertThat(page.focused()).isEqualTo("TEXTAREA");

        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> page.focused().equals("A"));
        page.tab().press("?", "Slash", 191, SHIFT);
        page.awaitThere(HELP);
        assertThat(page.findings()).isEmpty();
        assertThat(page.all(HELP + " kbd")).contains("Alt J / Alt ↓", "Alt Q / ↑", "g w", "F6");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(HELP));

        page.tab().press("F6", "F6", 117, 0);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.tab().press("F6", "F6", 117, SHIFT);
        awaitThat(page, "Boolean(document.activeElement.closest('.lists'))", "true");

        page.tab().press("g", "KeyG", 'G', 0);
        page.tab().press("w", "KeyW", 'W', 0);
        awaitThat(page, "location.pathname", "/console/floor");
        page.openNth(1);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.end();
    }

    @Test
    void writeNumbersAsTheirLanguageDoes() {
        ConsolePage page = somebody("AGENT");
        String numbers =
                """
                const { number, speak, t } = await load('core/words.js');
                const said = [];
                for (const language of ['es', 'pt', 'en']) {
                    await speak(language);
                    said.push(number(12345.5), number(0.257, { style: 'percent' }), t('lists.more', { n: 12345 }));
                }
                return said.join('|').replaceAll('\\u00a0', ' ');\
                """;

        assertThat(Modules.ask(page, numbers).asString())
                .isEqualTo(
                        "12.345,5|26 %|y 12.345 más|12.345,5|26%|e mais 12.345|12,345.5|26%|and"
                                + " 12,345 more");
    }

    @Test
    void switchSingleLettersOff() {
        ConsolePage page = somebody("AGENT");
        page.click(SETTINGS);
        String letters = "main.settings section:has(dl.keys) label:has(option[value=off]) select";
        page.choose(letters, "off");
        page.focus("h1");

        page.tab().press("?", "Slash", 191, SHIFT);
        page.tab().press("g", "KeyG", 'G', 0);
        page.tab().press("i", "KeyI", 'I', 0);
        page.awaitDrawn();
        assertThat(page.has(HELP)).isFalse();
        assertThat(of(page, "location.pathname")).isEqualTo("/console/settings");

        page.choose(letters, "on");
        page.focus("h1");
        page.tab().press("g", "KeyG", 'G', 0);
        page.tab().press("i", "KeyI", 'I', 0);
        awaitThat(page, "location.pathname", "/console/inbox");
    }
}
