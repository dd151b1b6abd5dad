package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The console under conditions that its makers do not have: a tab that the browser froze, a
/// telephone that is turned, a line without TLS, and colours of the system's own.
@Tag("nightly")
class ConditionsE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

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

    /// Browsers have less for pages of other machines that do not come over https.
    @Test
    void worksWithoutHttps() {
        ConsolePage page = somebody("AGENT");
        page.tab()
                .before(
                        "delete Crypto.prototype.randomUUID; delete Crypto.prototype.subtle; delete Navigator.prototype.locks");
        page.tab().reload();
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
