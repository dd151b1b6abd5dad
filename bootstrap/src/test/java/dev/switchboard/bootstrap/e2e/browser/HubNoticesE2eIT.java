package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An admin says something to all consoles, in a real browser.
@Tag("nightly")
class HubNoticesE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);

    HubNoticesE2eIT(LiveHub hub) {
        super(hub);
    }

    @AfterEach
    void sayNothingMore() {
        hub.admin()
                .get("/v1/notices")
                .json()
                .path("items")
                .forEach(item -> hub.admin().delete("/v1/notices/" + item.path("id").asString()));
    }

    private static void say(ConsolePage admin, String text) {
        admin.click(".screen > .row .primary");
        admin.awaitThere("dialog[open] textarea");
        admin.focus("dialog[open] textarea");
        admin.tab().type(text);
        admin.tab()
                .run(
                        """
                        (select => {
                            select.value = 'urgent';
                            ['input', 'change'].forEach(kind => select.dispatchEvent(new Event(kind, { bubbles: true })));
                        })(document.querySelector('dialog[open] select'))\
                        """);
        admin.click("dialog[open] .primary");
        admin.awaitAll(".told", "All consoles are told.", "");
    }

    private static void awaitNone(ConsolePage page) {
        await().atMost(SOON).until(() -> !page.has(".notices .banner"));
    }

    @Test
    void tellsAgentsAndSupervisorsUntilItIsWithdrawn() throws IOException {
        ConsolePage agent = somebody("AGENT");
        assertThat(agent.has(".notices .banner")).isFalse();
        ConsolePage admin = admin("/hub/notices");
        admin.awaitAll(".empty", "Nothing is said to all consoles now.");

        say(admin, HOSTILE);
        agent.awaitAll(".notices strong", HOSTILE);
        assertThat(agent.has(".notices img")).isFalse();
        assertThat(agent.has(".notices .urgent[role=alert]")).isTrue();
        look(agent, "told");
        ConsolePage supervisor = somebody("SUPERVISOR");
        supervisor.awaitAll(".notices strong", HOSTILE);
        assertThat(supervisor.all(".notices small").getFirst()).startsWith("until ");
        look(admin, "said");
        assertThat(admin.has("main img")).isFalse();

        admin.click("tbody button");

        awaitNone(agent);
        awaitNone(supervisor);
        admin.awaitAll(".empty", "Nothing is said to all consoles now.");
        assertThat(hub.admin().get("/v1/audit?action=notice.withdraw&limit=1").body())
                .contains("\"actor\":\"admin\"", "\"subject\":\"ntc_");
    }

    @Test
    void isPutAwayByEachPersonAlone() {
        ConsolePage one = somebody("AGENT");
        ConsolePage other = somebody("AGENT");
        say(admin("/hub/notices"), "Salesforce is down");
        one.awaitAll(".notices strong", "Salesforce is down");

        one.click(".notices button");
        awaitNone(one);
        one.tab().reload();
        one.awaitOnline();

        other.awaitAll(".notices strong", "Salesforce is down");
        one.awaitDrawn();
        awaitNone(one);
        assertThat(one.kept()).doesNotContain("Salesforce is down");
    }

    private static void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 320}) {
            page.tab().prefers(width == 1440 ? "light" : "dark");
            page.tab().resize(width, 900);
            page.keepPicture("notice-" + screen + "-" + width, width);
            assertThat(page.fits()).as(screen + " " + width).isTrue();
            assertThat(page.beside()).as(screen + " " + width).isEmpty();
            assertThat(page.nameless()).isEmpty();
            assertThat(page.findings()).as(screen + " " + width).isEmpty();
        }
        page.tab().resize(1440, 900);
    }
}
