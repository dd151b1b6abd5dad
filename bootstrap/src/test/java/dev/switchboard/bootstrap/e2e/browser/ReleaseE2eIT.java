package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What differs between a page and its hub: the release, and the clock.
@Tag("nightly")
class ReleaseE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOTICE = "[role=status] > .banner";
    private static final String NEW =
            "A new version is here. Reload the page: what you wrote is kept.";
    private static final String PART =
            "A part of the page did not come. Reload it: what you wrote is kept.";

    /// The hub was updated.
    private static final String UPDATED =
            """
            window.fetch = new Proxy(fetch, {
                apply: (ask, _, [path, init]) => path === '/console'
                    ? Promise.resolve(new Response('<script src="/console/0123456789ab/js/main.js">'))
                    : ask(path, init),
            });
            0\
            """;

    ReleaseE2eIT(LiveHub hub) {
        super(hub);
    }

    /// @param by milliseconds
    private static String wrongClock(long by) {
        return """
        window.Date = class extends Date {
            static by = %d;
            constructor(...given) {
                given.length ? super(...given) : super(new.target.now());
            }
            static now() {
                return super.now() + this.by;
            }
        };\
        """
                .formatted(by);
    }

    private static String notice(ConsolePage page) {
        return String.join(" ", page.all(NOTICE)).replaceFirst("\\s+Reload the page$", "");
    }

    private static void awaitNotice(ConsolePage page, String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(notice(page)).isEqualTo(text));
    }

    @Test
    void saysThatANewVersionIsThereAndLosesNothingByAReload() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();
        page.tab().run(UPDATED);
        page.tab().miss("*/js/screens/emoji.js");

        page.tab().type("well :smi");

        awaitNotice(page, NEW);
        page.assertLooks("release");
        page.tab().miss();
        page.click(NOTICE + " button");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> page.has(".line.online") && notice(page).isEmpty());
        page.awaitThere(".composer textarea");
        assertThat(page.draft()).isEqualTo("well :smi");
        page.fill(".composer textarea", "");
        page.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"day", "palette", "wrapup", "leave", "follow"})
    void saysThatAPartDidNotCome(String part) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        page.tab().miss("*/js/screens/" + part + ".js");
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();

        awaitNotice(page, PART);
        page.tab().run("window.confirm = () => true");
    }

    @Test
    void saysThatWhatGoesWithAnAnswerDidNotCome() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.tab().miss("*/js/screens/enclosed.js", "*/js/screens/tray.js");
        page.accept();

        awaitNotice(page, PART);
        page.tab()
                .run(
                        """
                        (() => {
                            const data = new DataTransfer();
                            data.items.add(new File(['a'], 'a.txt', { type: 'text/plain' }));
                            document.querySelector('.composer').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                        })()\
                        """);
        page.awaitDrawn();
        assertThat(page.tab().wrong()).isEmpty();
        page.end();
    }

    /// Two hours ahead, and two hours behind.
    @ParameterizedTest
    @ValueSource(longs = {7_200_000, -7_200_000})
    void goesByTheClockOfTheHub(long by) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        page.tab().before(wrongClock(by));
        page.tab().reload();
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        assertThat(page.tab().run("Date.now()").asLong() - System.currentTimeMillis())
                .isBetween(by - 60_000, by + 60_000);
        pages.customer(hub, "hello");

        page.awaitThere(".offer button.primary:enabled");
        assertThat(page.all(".offer time").getFirst()).matches("00:[0-3]\\d").isNotEqualTo("00:00");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page.all(".head .since").getFirst()).contains(" 00:"));
        assertThat(page.all(".chat time").getFirst()).startsWith("00:");
        assertThat(page.all(".log .day")).allMatch("today"::equalsIgnoreCase);
        assertThat(isClosed(page, Instant.now().plusSeconds(60))).isFalse();
        assertThat(isClosed(page, Instant.now().minusSeconds(60))).isTrue();
        page.answer("hello to you");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        page.end();
    }

    /// Whether a platform that takes answers until then takes none any more, for this page.
    private static boolean isClosed(ConsolePage page, Instant until) {
        return Modules.ask(
                        page,
                        """
                        const { Chat } = await load('desk/chat.js');
                        const chat = new Chat('c');
                        chat.held({ customer: { id: 'u' }, replyUntil: '%s' });
                        return chat.closed;\
                        """
                                .formatted(until))
                .asBoolean();
    }
}
