package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The console of a house with a name, a logo and a hue of its own.
class HouseE2eIT extends OwnHubStory {

    private static final String NAME = "Café <b>Ángel</b> & Compañía de la Plaza";
    private static final Path LOGO =
            Path.of("../adapters-in-web/src/main/resources/console/icon-calling.svg");

    HouseE2eIT() {
        super(settings());
    }

    private static Map<String, String> settings() {
        Map<String, String> all = new HashMap<>(PATIENCE);
        all.put("SWITCHBOARD_CONSOLE_NAME", NAME);
        all.put("SWITCHBOARD_CONSOLE_LOGO", LOGO.toAbsolutePath().normalize().toString());
        all.put("SWITCHBOARD_CONSOLE_HUE", "145");
        all.put("SWITCHBOARD_AGENT_SEARCH", "false");
        return all;
    }

    private ConsolePage visit() {
        return pages.shown(chromium.open(hub.process().url().resolve("/console")));
    }

    /// The page of an agent who is new.
    private ConsolePage work() {
        ConsolePage page = visit();
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    @Test
    void isSeenFromTheSignInOn() throws IOException {
        ConsolePage page = visit();
        page.awaitAll("h1.brand", NAME);
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");

        assertThat(title(page)).isEqualTo(NAME);
        assertLogo(page);
        page.keepPicture("house-sign-in", 1440);
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();

        page.awaitAll(".top .brand", NAME);
        assertLogo(page);
        assertThat(page.tab().run("document.querySelector('link[rel=icon]').href").asString())
                .endsWith("/logo.svg");
        assertThat(page.all(".top")).noneMatch(text -> text.contains("Switchboard"));
        assertThat(
                        page.tab()
                                .run(
                                        "getComputedStyle(document.documentElement).getPropertyValue('--hue').trim()")
                                .asString())
                .isEqualTo("145");
        for (int width : new int[] {1440, 1100, 800, 390, 320}) {
            page.tab().resize(width, 800);
            assertThat(page.fits()).as("width " + width).isTrue();
            assertThat(page.beside()).as("width " + width).isEmpty();
            page.keepPicture("house-inbox-" + width, width);
        }
    }

    @Test
    void promisesAnAgentNothingThatTheHubDoesNotDo() {
        ConsolePage page = work();

        page.awaitAll(".top nav a", "Inbox", "Settings");
        page.awaitAll(".nothing > p", "Nobody waits. A new conversation is offered to you here.");
        page.choose(".availability", "2");
        page.awaitAll(
                ".nothing > p",
                "Nobody waits. Your state is Busy: none is offered to you until you are available.");
        page.tab()
                .run(
                        "history.pushState(null, '', '/console/search'); dispatchEvent(new Event('popstate'))");
        page.awaitAll(
                "main.search > p:first-of-type", "This hub does not keep an index of messages.");
        assertThat(page.has("main form")).isFalse();
    }

    private static String title(ConsolePage page) {
        return page.tab().run("document.title").asString();
    }

    private static void assertLogo(ConsolePage page) {
        assertThat(
                        page.tab()
                                .run(
                                        "document.querySelector('img.mark').decode().then(() => document.querySelector('img.mark').naturalWidth > 0)")
                                .asBoolean())
                .isTrue();
    }

    /// What is chosen, pressed, said by oneself and offered has the accent, and is read on it.
    @Test
    @Tag("nightly")
    void canBeReadInEveryHue() throws IOException {
        ConsolePage page = work();
        pages.customer(hub, "my parcel is broken");
        page.accept();
        page.answer("I am sorry to hear that");
        page.awaitThere(".said.own");
        pages.customer(hub, "and mine");
        page.awaitThere(".offer button.primary:enabled");

        List<String> wrong = new ArrayList<>();
        for (int hue = 0; hue < 360; hue += 15) {
            page.tab()
                    .run(
                            "document.documentElement.style.setProperty('--hue', '%d')"
                                    .formatted(hue));
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.awaitDrawn();
                String look = hue + " " + theme + ": ";
                page.findings().forEach(finding -> wrong.add(look + finding));
                if (hue % 90 == 0) {
                    page.keepPicture("hue-" + hue + "-" + theme, 1440);
                }
            }
        }
        assertThat(wrong).isEmpty();
        page.end();
        ConsolePage colleague = work();
        colleague.accept();
        colleague.end();
    }
}
