package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Canned replies of agents' own, and those that are for some queues alone.
class RepliesE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FIRST = "#canned-0[aria-selected=true]";
    private static final String SAVE = "dialog[open] .primary";

    /// Which replies are found in a conversation of the queue `sales`.
    private static final String OF_SALES =
            """
            (async () => {
                const main = document.querySelector('script[type=module]').src;
                const { canned, found } = await import(main.replace('main.js', 'desk/canned.js'));
                const reply = (shortcut, queues) => ({ shortcut, version: 1, title: 'T', text: 'x', queues });
                canned.take({ items: [reply('zz-all', []), reply('zz-sales', ['sales', 'b']), reply('zz-other', ['default'])] });
                return found('/zz', 'sales').map(({ shortcut }) => shortcut).join(' ');
            })()\
            """;

    RepliesE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void add(ConsolePage page, String shortcut) {
        String button =
                "[...document.querySelectorAll('main button')].find(one => one.innerText === 'Add a reply…')";
        await().atMost(SOON).until(() -> page.tab().run("Boolean(" + button + ")").asBoolean());
        page.tab().run(button + ".click()");
        fill(page, "shortcut", shortcut);
        fill(page, "title", HOSTILE);
        fill(page, "text", "Hello from me");
    }

    private static void fill(ConsolePage page, String name, String text) {
        page.awaitThere("dialog[open] [name=" + name + "]");
        page.focus("dialog[open] [name=" + name + "]");
        page.tab().type(text);
    }

    private static void awaitListed(ConsolePage page, String shortcut, boolean listed) {
        await().atMost(SOON).until(() -> page.all("td").contains("/" + shortcut) == listed);
    }

    @Test
    void areFoundByTheirAgentAlone() throws IOException {
        String shortcut = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hello");
        page.accept();

        page.click("a[href=\"/console/settings\"]");
        add(page, shortcut);
        assertThat(page.has("dialog[open] .choices")).isFalse();
        page.click(SAVE);
        awaitListed(page, shortcut, true);
        await().atMost(SOON).until(() -> !page.has("dialog[open]"));
        assertThat(page.findings()).isEmpty();
        page.tab().resize(320, 800);
        assertThat(page.fits()).isTrue();
        page.tab().resize(1440, 900);
        page.click("a[href=\"/console/inbox\"]");
        page.click(".mine .chat");
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.tab().type("/" + shortcut);
        page.awaitThere(FIRST);
        assertThat(page.all(FIRST).getFirst()).contains(HOSTILE + " · yours");
        page.enter();
        assertThat(page.draft()).isEqualTo("Hello from me");
        page.enter();
        page.awaitThere(".said.own");

        ConsolePage other = visit("/settings", hired("SUPERVISOR"), Staff.PASSWORD);
        await().atMost(SOON).until(() -> other.all("main").getFirst().contains("There is no"));
        awaitListed(other, shortcut, false);
        assertThat(hub.admin().get("/v1/canned-replies").body()).doesNotContain(shortcut);
        page.end();
        page.click("a[href=\"/console/settings\"]");
        page.click("main [aria-label=\"Remove " + shortcut + "\"]");
        page.click("dialog[open] .danger");
        awaitListed(page, shortcut, false);
    }

    private String hired(String role) {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, role);
        return name;
    }

    private JsonNode queuesOf(String shortcut) {
        return hub.admin()
                .get("/v1/canned-replies")
                .json()
                .path("items")
                .valueStream()
                .filter(item -> item.path("shortcut").asString().equals(shortcut))
                .findFirst()
                .orElseThrow()
                .path("queues");
    }

    @Test
    void areBoundToQueuesByASupervisor() throws IOException {
        String shortcut = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        ConsolePage page = visit("/floor/lists", hired("SUPERVISOR"), Staff.PASSWORD);

        add(page, shortcut);
        page.click("dialog[open] .choices input");
        assertThat(page.findings()).isEmpty();
        page.click(SAVE);
        awaitListed(page, shortcut, true);
        assertThat(queuesOf(shortcut)).hasToString("[\"default\"]");
        page.click("main [aria-label=\"Edit " + shortcut + "\"]");
        page.awaitThere("dialog[open] .choices input:checked");
        page.click("dialog[open] .choices input");
        page.click(SAVE);

        await().atMost(SOON).until(() -> queuesOf(shortcut).isEmpty());
        page.click("main [aria-label=\"Remove " + shortcut + "\"]");
        page.click("dialog[open] .danger");
        awaitListed(page, shortcut, false);
    }

    @Test
    void areOfferedInConversationsOfTheirQueuesAlone() {
        ConsolePage page = somebody("AGENT");

        assertThat(page.tab().run(OF_SALES).asString()).isEqualTo("zz-all zz-sales");
    }
}
