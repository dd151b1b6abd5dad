package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Canned replies of agents' own, and those that are for some queues alone.
@Tag("nightly")
class RepliesE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String FIRST = "#canned-0[aria-selected=true]";
    private static final String SAVE = "dialog[open] .primary";

    /// Which replies are found in a conversation of the queue `sales`.
    private static final String OF_SALES =
            """
            const { canned, found } = await load('desk/canned.js');
            const reply = (shortcut, queues) => ({ shortcut, version: 1, title: 'T', text: 'x', queues });
            canned.take({ items: [reply('zz-all', []), reply('zz-sales', ['sales', 'b']), reply('zz-other', ['default'])] });
            return found('/zz', { queue: 'sales' }).map(({ shortcut }) => shortcut).join(' ');\
            """;

    /// The order of replies for a customer from Mexico, and for one of whom nothing is known at a
    /// console in English; and the language that is known of three customers.
    private static final String BY_LANGUAGE =
            """
            const { canned, found, ownCanned, ranked } = await load('desk/canned.js');
            const { Chat } = await load('desk/chat.js');
            const reply = (shortcut, locale) => ({ shortcut, version: 1, title: 'T', text: 'x', queues: [], locale });
            const shared = [
                reply('a-zz-spanish', 'es'), reply('zz-all'), reply('zz-english', 'en'), reply('zz-mexico', 'es-MX'), reply('zz-spanish', 'es'),
            ];
            const own = [reply('zz-own', 'fr')];
            canned.take({ items: shared });
            ownCanned.take({ items: own });
            const names = (replies) => replies.map(({ shortcut }) => shortcut).join(' ');
            return [
                names(ranked([...own.map((reply) => ({ ...reply, own: true })), ...shared], 'zz', 'es-MX')),
                names(found('/zz', { queue: 'sales' })),
                ...[{ language: 'es_MX' }, { locale: 7, lang: 'pt' }, { language: 'Spanish' }].map((attributes) => Object.assign(new Chat('c'), { attributes }).language ?? 'none'),
            ];\
            """;

    RepliesE2eIT(LiveHub hub) {
        super(hub);
    }

    private static void add(ConsolePage page, String shortcut) {
        String button =
                "[...document.querySelectorAll('main button')].find(one => one.innerText === 'Add a"
                        + " reply…')";
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

    private static void press(ConsolePage page, String label) {
        page.tab()
                .run(
                        "[...document.querySelectorAll('main button')].find(it => it.innerText === '%s').click()"
                                .formatted(label));
    }

    private static void choose(ConsolePage page, String table) {
        page.tab()
                .run(
                        """
                        (() => {
                            const data = new DataTransfer();
                            data.items.add(new File([`%s`], 'replies.csv', { type: 'text/csv' }));
                            const field = document.querySelector('dialog[open] [name=table]');
                            field.files = data.files;
                            field.dispatchEvent(new Event('change', { bubbles: true }));
                        })()\
                        """
                                .formatted(table.replace("\\", "\\\\")));
    }

    private static void awaitTold(ConsolePage page, String text) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(page.all("dialog[open]").getFirst()).contains(text));
    }

    @Test
    void areImportedFromATableAndFoundInTheirLanguage() throws IOException {
        String name = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        String row = "%s-%s,%s,\"Hello,\nfrom a table\",default,%s\n";
        String table =
                "shortcut,title,text,queues,locale\n"
                        + row.formatted(name, "a", HOSTILE, "es")
                        + row.formatted(name, "b", "Greeting", "en");
        ConsolePage page = visit("/floor/lists", hired("SUPERVISOR"), Staff.PASSWORD);
        await().atMost(SOON).until(() -> page.all("main button").contains("Import…"));

        press(page, "Import…");
        page.awaitThere("dialog[open] [name=table]");
        choose(page, table + row.formatted(name, "c", "Greeting", "xx_YY"));
        awaitTold(page, "2 new, 0 changed, 0 as they are");
        awaitTold(page, "1 line is wrong.");
        awaitTold(page, "Line 6 " + name + "-c The locale is a language");
        assertThat(page.has(SAVE + ":enabled")).isFalse();
        assertThat(page.findings()).isEmpty();
        page.keepPicture("import", 1440);
        page.tab().resize(320, 800);
        assertThat(page.fits()).isTrue();
        assertThat(page.nameless()).isEmpty();
        page.tab().resize(1440, 900);
        assertThat(hub.admin().get("/v1/canned-replies").body()).doesNotContain(name);

        choose(page, table);
        page.awaitThere(SAVE + ":enabled");
        assertThat(page.all(SAVE)).containsExactly("Import 2");
        page.click(SAVE);
        awaitListed(page, name + "-b", true);
        await().atMost(SOON).until(() -> page.all(".told").contains("2 replies are imported."));
        page.keepDownloads();
        press(page, "Download as CSV");
        await().atMost(SOON)
                .until(() ->
                        page.downloaded()
                                .contains(row.formatted(name, "b", "Greeting", "en").strip()));

        ConsolePage agent = somebody("AGENT");
        pages.customer(hub, "hello");
        agent.accept();
        agent.focus(".composer textarea");
        agent.tab().type("/" + name);
        agent.awaitThere("#canned-1");
        assertThat(agent.all("#canned li"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("/" + name + "-b", "en Greeting"),
                        second -> assertThat(second).contains("/" + name + "-a", "es " + HOSTILE));
        assertThat(agent.has("#canned-0 .words[lang=en]")).isTrue();
        agent.enter();
        assertThat(agent.draft()).isEqualTo("Hello,\nfrom a table");
        agent.enter();
        agent.awaitThere(".said.own");
        agent.end();
        for (String one : List.of("a", "b")) {
            String path = "/v1/canned-replies/" + name + "-" + one;
            assertThat(hub.admin().delete(path).status()).isEqualTo(204);
        }
    }

    @Test
    void sayTheirLanguage() {
        String shortcut = LiveHub.fresh("r").toLowerCase(Locale.ROOT);
        ConsolePage page = visit("/floor/lists", hired("SUPERVISOR"), Staff.PASSWORD);

        add(page, shortcut);
        fill(page, "locale", "pt_BR");
        page.click(SAVE);
        page.awaitThere("dialog[open] [name=locale][aria-invalid=true]");
        page.fill("dialog[open] [name=locale]", "pt-br");
        page.click(SAVE);
        await().atMost(SOON).until(() -> page.all("td small").contains("pt-BR"));
        page.click("main [aria-label=\"Edit " + shortcut + "\"]");
        page.fill("dialog[open] [name=locale]", "");
        page.click(SAVE);
        await().atMost(SOON).until(() -> !page.all("td small").contains("pt-BR"));
        awaitListed(page, shortcut, true);
        assertThat(hub.admin().delete("/v1/canned-replies/" + shortcut).status()).isEqualTo(204);
    }

    /// What both sides say is marked with the language of the customer, once somebody told it.
    @Test
    void areWrittenInTheLanguageOfTheConversation() {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "hola");
        page.accept();
        page.alt("N");
        page.tab().type("a note");
        page.enter();
        page.awaitThere(".noted");
        page.alt("R");
        page.awaitDrawn();
        assertThat(page.has("main [lang]")).isFalse();

        Modules.use(
                page,
                "[...desk.chats.values()].forEach((chat) => (chat.attributes = { locale: 'es_MX'"
                        + " })); changed()");

        page.awaitThere(".composer textarea[lang=es-MX]");
        assertThat(page.has(".said.user .text:not([lang=es-MX])")).isFalse();
        assertThat(page.has(".mine .chat .words[lang=es-MX]")).isTrue();
        page.answer("qu\u00e9 tal");
        page.awaitThere(".said.own .text[lang=es-MX]");
        assertThat(page.has(".noted [lang], main [lang] :is(time, .icon)")).isFalse();
        page.end();
    }

    @Test
    void areInTheOrderOfTheirLanguages() {
        ConsolePage page = somebody("AGENT");

        assertThat(Modules.ask(page, BY_LANGUAGE).valueStream().map(JsonNode::asString))
                .containsExactly(
                        "zz-own zz-mexico zz-spanish zz-all zz-english a-zz-spanish",
                        "zz-own zz-english zz-all zz-mexico zz-spanish a-zz-spanish",
                        "es-MX",
                        "pt",
                        "none");
    }

    @Test
    void areOfferedInConversationsOfTheirQueuesAlone() {
        ConsolePage page = somebody("AGENT");

        assertThat(Modules.ask(page, OF_SALES).asString()).isEqualTo("zz-all zz-sales");
    }
}
