package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.agent.WireConsole;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Hostile texts come by every way that a customer, a bot, a channel, an agent or an admin has, and
/// every screen that shows them shows texts: nothing runs, nothing leads elsewhere, and nothing is
/// wider than a telephone.
@Tag("nightly")
class HostileTextE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROOF = "Bearer demo-webhook-secret";
    private static final List<String> ALL = HostileTexts.all();
    private static final int MOST_CONSOLES = 10;
    private static final String MARKS = "\u0301".repeat(100_000);

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "SWITCHBOARD_AGENT_LEASE", "1h",
                    "SWITCHBOARD_AGENT_GONE_AFTER", "1h",
                    "SWITCHBOARD_AGENT_OFFER_DEADLINE", "1h",
                    "SWITCHBOARD_AGENT_MAX_CHATS", "24");

    /// With what [#asked] runs.
    private static final String DESK =
            """
            const [{ desk, socket }, { accept }, { goTo }, { drawNow }] =
                await Promise.all(['desk/desk.js', 'desk/deeds.js', 'core/route.js', 'core/page.js'].map(load));
            const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
            const held = (id) => [...desk.chats.values()].find(({ customer }) => customer.id === id);
            const must = async (event, payload) => {
                const answer = await socket.ask(event, payload);
                if (!answer.ok) throw new Error(`${event}: ${JSON.stringify(answer)}`);
                return answer;
            };
            """;

    HostileTextE2eIT() {
        super(SETTINGS);
    }

    private ConsolePage visit(String address, String name, String password) throws IOException {
        Tab tab = chromium.open(hub.process().url().resolve("/console" + address));
        tab.before(resource("/hostile/watch.js"));
        tab.reload();
        ConsolePage page = pages.shown(tab);
        page.signIn(name, password);
        return page;
    }

    private ConsolePage somebody(String name, String role) throws IOException {
        Staff.hire(hub, name, role);
        ConsolePage page = visit("", name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = HostileTextE2eIT.class.getResourceAsStream(name)) {
            return new String(requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    /// Runs a script with the page's own modules, as a person with other hands would.
    private static JsonNode asked(ConsolePage page, String script, Object with) {
        String given = "const given = %s;".formatted(JSON.writeValueAsString(with));
        return Modules.ask(page, given + DESK + script);
    }

    private static void must(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 201, 202, 204);
    }

    /// Where each of the texts is to be the whole text of an element.
    private static void awaitWhole(ConsolePage page, String selector, List<String> texts) {
        awaitNone(page, "hostile.missing('%s', %s)", selector, texts);
    }

    /// Where each of the texts is to be seen.
    private static void awaitSeen(ConsolePage page, String selector, List<String> texts) {
        awaitNone(page, "hostile.absent('%s', %s)", selector, texts);
    }

    private static void awaitNone(
            ConsolePage page, String script, String selector, List<String> texts) {
        String asks = script.formatted(selector, JSON.writeValueAsString(texts));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.tab().run(asks).valueStream().map(JsonNode::asString))
                                .as(selector)
                                .isEmpty());
    }

    /// Nothing that is seen is more than text, on a wide screen and on a telephone.
    private static void look(ConsolePage page, String screen) throws IOException {
        for (int width : new int[] {1440, 390}) {
            page.tab().resize(width, 900);
            page.awaitDrawn();
            page.keepPicture("hostile-" + screen + "-" + width, width);
            assertThat(page.tab().run("hostile.seen()").valueStream().map(JsonNode::asString))
                    .as(screen)
                    .isEmpty();
            assertThat(page.fits()).as(screen + " " + width).isTrue();
            assertThat(page.beside()).as(screen + " " + width).isEmpty();
        }
        page.tab().resize(1440, 900);
        page.awaitDrawn();
    }

    // --- what customers and bots do ---

    /// The id of the user whose name is that text; itself hostile as far as ids may be.
    private static String userOf(int number) {
        String tail = ALL.get(number).replaceAll("[\\s\\p{Cntrl}\\p{Z}\\p{M}]", "");
        String id = number + tail;
        return id.length() <= 150 ? id : id.substring(0, 150);
    }

    private void hears(HubClient platform, Map<String, ?> message) {
        must(
                platform.post(
                        "/v1/integrations/whatsapp/webhook",
                        JSON.writeValueAsString(message),
                        "Authorization",
                        PROOF));
    }

    /// A customer of each name, with a known fact of each name and value.
    private void comeWithTheirNames() {
        HubClient bot = hub.stranger().logIn("yalo", "demo-password-of-the-bot");
        for (int i = 0; i < ALL.size(); i++) {
            Map<String, Object> facts = new LinkedHashMap<>();
            HostileTexts.within(200).forEach(text -> facts.put(text, text));
            Answer answer =
                    bot.post(
                            "/v1/chats/connect",
                            JSON.writeValueAsString(
                                    Map.of(
                                            "userID",
                                            userOf(i),
                                            "botSlug",
                                            "b",
                                            "botId",
                                            "1",
                                            "name",
                                            nameOf(i),
                                            "provider",
                                            "whatsapp",
                                            "email",
                                            nameOf(i),
                                            "extraData",
                                            i == 0 ? facts : Map.of())));
            assertThat(answer.status()).as(nameOf(i) + answer.body()).isEqualTo(200);
        }
    }

    private static String nameOf(int number) {
        String name = ALL.get(number);
        return name.length() <= 250 ? name : name.substring(0, 250);
    }

    private void say(int user, String type, BiFunction<String, Integer, Object> said) {
        HubClient platform = hub.stranger();
        for (int i = 0; i < ALL.size(); i++) {
            hears(platform, said(user, type, type + i, said.apply(ALL.get(i), i)));
        }
    }

    private static Map<String, ?> said(int user, String type, String id, Object content) {
        return Map.of(
                "id",
                id + "-" + user,
                "timestamp",
                Instant.now().toEpochMilli(),
                "type",
                type,
                "from",
                userOf(user),
                type,
                content);
    }

    /// What targets answer when they refuse a message.
    private Customer isRefusedWith(List<String> details) {
        hub.scriptBot(
                JSON.writeValueAsString(
                        details.stream()
                                .map(text -> Map.of("status", 422, "body", text))
                                .toList()));
        Customer customer = pages.customer(hub);
        for (String detail : details) {
            String body =
                    JSON.writeValueAsString(
                            Map.of(
                                    "clientSocketId", customer.page().socketId(),
                                    "messageData",
                                            Map.of(
                                                    "conversationId", customer.conversation(),
                                                    "eventType", "message",
                                                    "messagePayload",
                                                            Map.of(
                                                                    "text",
                                                                    detail,
                                                                    "messageId",
                                                                    LiveHub.fresh("m"),
                                                                    "timestamp",
                                                                    1700000000000L),
                                                    "userDetails", Map.of("userId", detail),
                                                    "additionalAttributes",
                                                            Map.of(detail, detail))));
            Answer refused =
                    hub.stranger()
                            .post(
                                    "/api/netomi/process-message",
                                    body,
                                    "X-Switchboard-Resume",
                                    customer.page().resumeToken());
            assertThat(refused.status()).as(refused.body()).isEqualTo(500);
        }
        return customer;
    }

    // --- what admins do ---

    private void offerLabels(String path) {
        List<String> names = HostileTexts.within(60);
        List<Map<String, Object>> items =
                IntStream.range(0, names.size())
                        .mapToObj(i ->
                                Map.<String, Object>of(
                                        "id", "l" + i, "name", names.get(i), "retired", false))
                        .toList();
        must(hub.admin().put(path, JSON.writeValueAsString(Map.of("items", items))));
    }

    /// @return those that are replies: two braces begin a field
    private static List<String> keepReplies(HubClient client, String path) {
        List<String> kept = new ArrayList<>();
        for (String text : ALL) {
            String reply =
                    JSON.writeValueAsString(
                            Map.of("title", HostileTexts.cut(text, 100), "text", text));
            Answer answer = client.put(path + "/r" + kept.size(), reply);
            assertThat(answer.status()).as(answer.body()).isIn(201, 422);
            if (answer.status() == 201) {
                kept.add(text);
            }
        }
        assertThat(kept).hasSizeGreaterThan(60);
        return kept;
    }

    /// What was kept leaves the hub as a table in which nothing begins as a formula, and comes back
    /// as it was.
    private void goThroughATable(List<String> kept) {
        HubClient admin = hub.admin();
        String table = admin.get("/v1/canned-replies", "Accept", "text/csv").body();
        JsonNode before = admin.get("/v1/canned-replies").json();
        String path = "/v1/canned-replies/import";

        assertThat(table).doesNotContainPattern("(?m)(^|,)\"?[=+\\-@\t]");
        assertThat(admin.putTable(path, table).json()).isEqualTo(imported(0, kept.size()));
        for (JsonNode reply : before.path("items")) {
            String shortcut = reply.path("shortcut").asString();
            assertThat(admin.delete("/v1/canned-replies/" + shortcut).status()).isEqualTo(204);
        }
        assertThat(admin.putTable(path, table).json()).isEqualTo(imported(kept.size(), 0));
        assertThat(admin.get("/v1/canned-replies").json()).isEqualTo(before);
    }

    private static JsonNode imported(int created, int unchanged) {
        return JSON.valueToTree(
                Map.of(
                        "created",
                        created,
                        "changed",
                        0,
                        "unchanged",
                        unchanged,
                        "refused",
                        List.of()));
    }

    /// Each text as a shortcut that is none.
    private static void refusesATable(ConsolePage sue) throws IOException {
        List<String> texts = HostileTexts.within(60).subList(0, 50);
        sue.tab()
                .run(
                        "[...document.querySelectorAll('main button')].find(it => it.innerText === 'Import…').click()");
        sue.awaitThere("dialog[open] [name=table]");
        asked(
                sue,
                """
                const cells = given.map((text) => `"${text.replaceAll('"', '""')}",T,x\\n`);
                const data = new DataTransfer();
                data.items.add(new File(['shortcut,title,text\\n', ...cells], 'x.csv'));
                const field = document.querySelector('dialog[open] [name=table]');
                field.files = data.files;
                field.dispatchEvent(new Event('change', { bubbles: true }));
                """,
                texts);
        awaitSeen(sue, "dialog[open] li", texts);
        look(sue, "import");
        sue.click("dialog[open] .end button[type=button]");
    }

    private List<String> sayNotices() {
        List<String> texts = HostileTexts.packed(500);
        for (String text : texts) {
            String notice =
                    JSON.writeValueAsString(
                            Map.of(
                                    "level",
                                    "info",
                                    "text",
                                    text,
                                    "until",
                                    Instant.now().plus(Duration.ofHours(1)).toString()));
            must(hub.admin().post("/v1/notices", notice, "Idempotency-Key", LiveHub.fresh("k")));
        }
        return texts;
    }

    private void registerChannels() {
        for (int i = 0; i < ALL.size(); i++) {
            String text = ALL.get(i);
            String channel =
                    JSON.writeValueAsString(
                            Map.of(
                                    "channel_id", "c" + i,
                                    "channel_name", HostileTexts.cut(text, 200),
                                    "channel_description", text,
                                    "channel_tags", List.of(HostileTexts.cut(text, 100)),
                                    "channel_metadata",
                                            Map.of(
                                                    "endpoint_url",
                                                    "https://evil.example/"
                                                            + URLEncoder.encode(
                                                                    HostileTexts.cut(text, 100),
                                                                    UTF_8),
                                                    "label",
                                                    text,
                                                    "urls",
                                                    List.of(text))));
            must(hub.admin().post("/channel", channel));
        }
    }

    private void makeKeys(String account, List<String> names) {
        Staff.hire(hub, account, "SERVICE");
        for (String name : names) {
            String key = JSON.writeValueAsString(Map.of("name", name, "roles", List.of("SERVICE")));
            must(hub.admin().post("/v1/accounts/" + account + "/keys", key));
        }
    }

    // --- what agents do ---

    private static void take(ConsolePage page, List<String> users) {
        asked(
                page,
                """
                const all = () => [...[...desk.queues.values()].flatMap(({ items }) => [...items.values()]), ...desk.offers.values()];
                for (const user of given) {
                    while (!held(user)?.lease) {
                        const one = all().findLast(({ customer }) => customer.id === user);
                        one && (await accept(one));
                        await drawn();
                    }
                }
                """,
                users);
    }

    private static void open(ConsolePage page, int user) {
        asked(
                page,
                "goTo(`/console/inbox#${encodeURIComponent(held(given).id)}`); await drawn();",
                userOf(user));
        page.awaitThere(".composer textarea");
    }

    /// Answers, notes, choices, drafts, a transfer's note and tags, each in a conversation of their
    /// own.
    private static void writeEverything(ConsolePage page) {
        asked(
                page,
                """
                const about = (n) => ({ conversationId: held(given.users[n]).id, leaseId: held(given.users[n]).lease.leaseId });
                const each = async (deed) => { for (const [i, text] of given.texts.entries()) await deed(text, `${Math.random()}-${i}`); };
                let before;
                await Promise.all([
                    each(async (text, id) => {
                        await must('message.send', { ...about(2), id, type: 'text', text, replyTo: before });
                        before = id;
                    }),
                    each((text, id) => must('note.add', { conversationId: about(3).conversationId, id, text })),
                ]);
                for (let i = 0; i < given.titles.length; i += 50) {
                    const options = given.titles.slice(i, i + 50).map((title, n) => ({ id: `${n}`, title }));
                    await must('message.send', { ...about(4), id: `c${i}`, type: 'choice', text: given.titles[i], options });
                }
                await must('conversation.tag', { conversationId: about(6).conversationId, id: 'g', add: Array.from({ length: 20 }, (_, i) => `l${i}`) });
                given.users.slice(8, 20).forEach((user, i) => desk.drafts.write(held(user).id, given.texts[i]));
                """,
                Map.of(
                        "users", IntStream.range(0, 24).mapToObj(HostileTextE2eIT::userOf).toList(),
                        "texts", ALL,
                        "titles", HostileTexts.within(200)));
    }

    /// To the queue, and from there again.
    private static void passOn(ConsolePage page, int user) {
        for (String note : HostileTexts.packed(4_000)) {
            asked(
                    page,
                    """
                    const { id, lease } = held(given.user);
                    await must('conversation.transfer', { conversationId: id, leaseId: lease.leaseId, id: `t${given.note.length}`, to: { queueId: 'default' }, note: given.note });
                    while (held(given.user)?.lease) await drawn();
                    """,
                    Map.of("user", userOf(user), "note", note));
            take(page, List.of(userOf(user)));
        }
    }

    @Test
    void isTextWhereverItIsShown() throws IOException {
        offerLabels("/v1/tags");
        offerLabels("/v1/outcomes");
        List<String> replies = keepReplies(hub.admin(), "/v1/canned-replies");
        goThroughATable(replies);
        List<String> notices = sayNotices();
        registerChannels();
        comeWithTheirNames();
        say(0, "text", (text, _) -> Map.of("body", text));
        say(
                1,
                "document",
                (text, i) ->
                        Map.of(
                                "url", "https://files.example/" + i,
                                "mimeType", text,
                                "filename", text,
                                "caption", text));
        say(7, "image", (text, _) -> Map.of("url", text, "mimeType", "image/svg+xml"));
        hears(hub.stranger(), said(9, "text", "marks", Map.of("body", "a" + MARKS)));
        ConsolePage ann = somebody("ann", "AGENT");
        take(ann, users(0, 24));
        writeEverything(ann);
        passOn(ann, 5);

        showsAnAgent(ann, notices);
        showsTheAgentsOwnReplies(ann);
        ConsolePage sue = somebody("sue", "SUPERVISOR");
        showsASupervisor(sue, replies);
        finds(sue);
        showsAnAdmin();
    }

    @Test
    void isTextAsTheNameOfAState() throws IOException {
        String office = "/v1/organisation/hostile";
        List<String> states = HostileTexts.within(100);
        String person = JSON.writeValueAsString(Map.of("name", ALL.getFirst()));
        must(hub.admin().put(office + "/user/7", person));
        for (String name : states) {
            String state = JSON.writeValueAsString(Map.of("name", name, "kind", "AWAY"));
            must(hub.admin().post(office + "/availability/profile/1/state", state));
        }
        String account =
                """
                {"username":"eva","password":"%s","roles":["AGENT"],"org_id":"hostile","user_id":7}\
                """
                        .formatted(Staff.PASSWORD);
        must(hub.admin().post("/v1/accounts", account));

        ConsolePage eva = visit("", "eva", Staff.PASSWORD);
        eva.awaitOnline();
        awaitWhole(eva, ".availability option", states);
        asked(
                eva,
                "const { beAvailable } = await load('desk/deeds.js');"
                        + "await beAvailable(desk.states.find(({ name }) => name === given));",
                states.getFirst());
        look(eva, "states");
        ConsolePage max = somebody("max", "SUPERVISOR");
        max.click(".top a[href=\"/console/floor\"]");
        awaitWhole(max, ".agents td .kind span", List.of(states.getFirst()));
        awaitWhole(max, ".agents td bdi", List.of(ALL.getFirst()));
        look(max, "state");
        showsTheOrganisation(office, states);
    }

    private void showsTheOrganisation(String office, List<String> states) throws IOException {
        List<String> names = HostileTexts.within(200);
        for (int i = 0; i < names.size(); i++) {
            String named = JSON.writeValueAsString(Map.of("name", names.get(i)));
            must(hub.admin().put(office + "/user/" + (100 + i), named));
            must(hub.admin().put(office + "/user-group/" + (100 + i), named));
            must(hub.admin().put(office + "/user-group/100/user/" + (100 + i), "{}"));
        }
        for (String name : names.subList(0, 50)) {
            String profile = JSON.writeValueAsString(Map.of("name", name));
            must(hub.admin().post(office + "/availability/profile", profile));
        }
        String organisation = "hub/organisations/hostile";

        ConsolePage admin = visit("/" + organisation, "admin", LiveHub.ADMIN_PASSWORD);
        awaitWhole(admin, "main td:nth-child(2)", names);
        awaitWhole(admin, "main td a", names);
        look(admin, "organisation");
        go(admin, organisation + "#group=100");
        awaitWhole(admin, "main td", names);
        awaitWhole(admin, "h1", names.subList(0, 1));
        look(admin, "group");
        go(admin, organisation + "#profile=1");
        awaitWhole(admin, "main td", states);
        look(admin, "profile");
        admin.tab()
                .run(
                        "[...document.querySelectorAll('main tbody tr:last-child button')].at(-1).click()");
        admin.awaitThere("dialog[open]");
        look(admin, "profile-remove");
    }

    @Test
    void isTextAsTheNameOfAViewAndOfAProgram() throws IOException {
        List<String> views = HostileTexts.within(60);
        for (String name : views) {
            String view =
                    JSON.writeValueAsString(
                            Map.of(
                                    "screen",
                                    "hub/parked",
                                    "name",
                                    name,
                                    "query",
                                    "reason=exhausted",
                                    "shared",
                                    true));
            must(hub.admin().post("/v1/views", view));
        }
        List<WireConsole> programs = new ArrayList<>();
        try {
            for (int i = 0; i < ALL.size(); i += MOST_CONSOLES) {
                String token = Staff.hire(hub, LiveHub.fresh("agent"), "AGENT");
                ALL.stream()
                        .skip(i)
                        .limit(MOST_CONSOLES)
                        .map(name -> WireConsole.named(hub.process().url(), token, name))
                        .forEach(programs::add);
            }
            showsViewsAndPrograms(views);
        } finally {
            programs.forEach(WireConsole::close);
        }
    }

    private void showsViewsAndPrograms(List<String> views) throws IOException {
        ConsolePage admin = visit("/hub/connections", "admin", LiveHub.ADMIN_PASSWORD);
        awaitSeen(
                admin,
                "main td:last-child",
                ALL.stream().map(name -> HostileTexts.cut(name, 80)).toList());
        look(admin, "programs");
        go(admin, "hub/parked");
        admin.click("details.views summary");
        awaitWhole(admin, "details.views li a", views);
        look(admin, "views");
        admin.click("details.views li button");
        admin.awaitThere("dialog[open] [name=name]");
        look(admin, "view");
    }

    private static void showsAnAgent(ConsolePage ann, List<String> notices) throws IOException {
        awaitSeen(ann, ".notices strong", notices);
        look(ann, "notices");
        ann.tab().run("document.querySelectorAll('.notices button').forEach(one => one.click())");
        awaitWhole(ann, ".mine strong bdi", names(0, 24));
        awaitWhole(ann, ".lists strong bdi", names(24, 60));
        awaitSeen(ann, ".chat .drafted", ALL.subList(0, 12));
        look(ann, "lists");
        open(ann, 0);
        awaitWhole(ann, ".said .text", ALL);
        ann.showDetails();
        awaitSeen(
                ann,
                ".details dd",
                HostileTexts.within(200).stream()
                        // names that a program gave are written as people write
                        .filter(text -> !text.matches("[a-zA-Z]+"))
                        .map(text -> text + ": " + text)
                        .toList());
        look(ann, "texts");
        open(ann, 1);
        awaitWhole(ann, ".said .text", ALL);
        awaitSeen(ann, ".said .file", ALL);
        look(ann, "files");
        open(ann, 7);
        look(ann, "pictures");
        open(ann, 9);
        assertThat(ann.all(".said .text").getFirst()).startsWith("a\u0301\u0301");
        look(ann, "marks");
        open(ann, 2);
        awaitWhole(ann, ".said.own .text", ALL);
        awaitWhole(ann, ".said.own .quoted span", ALL.subList(0, ALL.size() - 1));
        look(ann, "answers");
        open(ann, 3);
        awaitWhole(ann, ".noted .text", ALL);
        look(ann, "notes");
        open(ann, 4);
        awaitWhole(ann, ".options li", HostileTexts.within(200));
        look(ann, "choices");
        open(ann, 5);
        awaitSeen(ann, ".step .note", ALL);
        look(ann, "steps");
        List<String> labels = HostileTexts.within(60);
        open(ann, 6);
        awaitSeen(ann, ".details .label", labels.subList(0, 20));
        awaitWhole(ann, ".details option", labels.subList(20, labels.size()));
        look(ann, "tags");
        ann.alt("E");
        ann.awaitThere("dialog[open] form");
        awaitSeen(ann, "dialog[open]", labels);
        look(ann, "end");
        ann.click("dialog[open] .end button[type=button]");
        ann.tab().run(DROP.replace("NAMES", JSON.writeValueAsString(ALL.subList(50, 60))));
        awaitWhole(ann, ".tray bdi", ALL.subList(50, 60));
        look(ann, "tray");
    }

    /// Its first file says that it is a picture, and is a script.
    private static final String DROP =
            """
            (() => {
                const data = new DataTransfer();
                const body = '<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=1"><script>window.pwned=1</script></svg>';
                NAMES.forEach((name, i) => data.items.add(new File([body], name, { type: i ? 'text/plain' : 'image/svg+xml' })));
                const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
                document.querySelector('.composer').dispatchEvent(drop);
                return 0;
            })()\
            """;

    private void showsTheAgentsOwnReplies(ConsolePage ann) throws IOException {
        List<String> own =
                keepReplies(
                        hub.stranger().logInFromElsewhere("ann", Staff.PASSWORD),
                        "/v1/own-canned-replies");
        ann.click("a[href=\"/console/settings\"]");
        awaitWhole(ann, "main td .excerpt", own);
        look(ann, "settings");
        open(ann, 7);
        ann.focus(".composer textarea");
        ann.tab().type("/r1");
        awaitSeen(ann, "#canned li", List.of(HostileTexts.cut(own.get(1), 100)));
        look(ann, "canned");
    }

    private static void showsASupervisor(ConsolePage sue, List<String> replies) throws IOException {
        sue.tab().run("document.querySelectorAll('.notices button').forEach(one => one.click())");
        sue.click(".top a[href=\"/console/floor\"]");
        awaitSeen(sue, ".customers td strong", names(24, 60));
        awaitSeen(sue, ".chats td", names(0, 24));
        look(sue, "wall");
        String notes =
                asked(
                                sue,
                                """
                                const wall = await load('desk/wall.js');
                                const { conversationId: id } = [...wall.wall.chats.values()].find(({ customer }) => customer.id === given.user);
                                goTo(`/console/floor#${encodeURIComponent(id)}`);
                                while (!desk.watched.has(id)) await drawn();
                                await must('conversation.watch', { conversationId: id });
                                await must('note.add', { conversationId: id, id: 'w', text: given.texts.join('\\n'), to: 'holder' });
                                return id;
                                """,
                                Map.of("user", userOf(3), "texts", ALL))
                        .asString();
        assertThat(notes).contains("yalo:");
        awaitWhole(sue, ".watched .noted .text", ALL);
        awaitSeen(sue, ".watched .noted:last-of-type .text", ALL);
        look(sue, "watched");
        sue.tab().run("document.querySelector('.known').open = true");
        look(sue, "known");
        sue.tab().run("document.querySelector('.known').open = false");
        sue.click("[aria-label^=\"Take over the conversation\"]:enabled");
        sue.awaitThere("dialog[open]");
        look(sue, "take");
        sue.click("dialog[open] .end button[type=button]");
        sue.click(".ways a[href$=\"floor/lists\"]");
        awaitWhole(sue, "main td .excerpt", replies);
        awaitSeen(sue, "main td", HostileTexts.within(60));
        look(sue, "library");
        refusesATable(sue);
    }

    /// Words that are looked for, and those around them.
    private static void finds(ConsolePage sue) throws IOException {
        sue.click("a[href=\"/console/search\"]");
        sue.awaitThere("main.search input[name=words]");
        await().atMost(SOON)
                .until(() -> {
                    sue.focus("main.search input[name=words]");
                    sue.tab().run("document.activeElement.select()");
                    sue.tab().type("pwned");
                    sue.enter();
                    sue.awaitDrawn();
                    return sue.all(".hits li").size() >= 20;
                });
        look(sue, "hits");
        isTextOfAnAddress(
                sue,
                """
                goTo(`/console/search#${new URLSearchParams({ words: text, customer: text, queue: text })}`);
                drawNow();
                document.querySelector('[name=words]').value === text || wrong.push(`not asked for: ${text}`);
                """);
    }

    /// Whatever stands in an address that somebody was sent.
    private static void isTextOfAnAddress(ConsolePage page, String visit) {
        JsonNode wrong =
                asked(
                        page,
                        "const wrong = []; for (const text of given) { %s wrong.push(...hostile.seen()); } return wrong;"
                                .formatted(visit),
                        HostileTexts.within(200));
        assertThat(wrong.valueStream().map(JsonNode::asString)).isEmpty();
    }

    private void showsAnAdmin() throws IOException {
        List<String> details = HostileTexts.within(200);
        Customer customer = isRefusedWith(details);
        List<String> keys = HostileTexts.within(100);
        for (int i = 0; i < keys.size(); i += 20) {
            makeKeys("shop-" + i, keys.subList(i, Math.min(keys.size(), i + 20)));
        }
        ConsolePage admin = visit("/hub/parked", "admin", LiveHub.ADMIN_PASSWORD);
        // pages of errors are no words of a target, and their tags none of its words
        awaitSeen(admin, "main td", details.stream().filter(it -> !it.contains("<")).toList());
        look(admin, "parked");
        admin.click("tbody .id");
        admin.awaitThere(".states .primary");
        admin.click("summary");
        admin.awaitThere("pre");
        look(admin, "trace");
        for (int i = 0; i < keys.size(); i += 20) {
            go(admin, "hub/accounts/shop-" + i);
            awaitSeen(admin, "main td", keys.subList(i, Math.min(keys.size(), i + 20)));
        }
        look(admin, "keys");
        go(admin, "hub/channels");
        awaitWhole(admin, "main td", HostileTexts.within(200));
        look(admin, "channels");
        for (int i = 0; i < ALL.size(); i += 8) {
            go(admin, "hub/channels/c" + i);
            awaitSeen(admin, "main dd", List.of(HostileTexts.cut(ALL.get(i), 200)));
            assertThat(admin.tab().run("hostile.seen()")).isEmpty();
        }
        look(admin, "channel");
        go(admin, "hub/conversations");
        admin.awaitThere("tbody tr");
        look(admin, "conversations");
        go(admin, "hub/conversations#id=netomi%3A" + customer.conversation());
        admin.awaitThere("tbody tr");
        look(admin, "conversation");
        for (String screen : List.of("notices", "audit", "connections", "deliveries", "tail", "")) {
            go(admin, "hub/" + screen);
            admin.awaitThere("main .screen");
            await().atMost(SOON).until(() -> !admin.has(".skeleton"));
            look(admin, "hub-" + screen);
        }
        isTextOfAnAddress(
                admin,
                """
                const name = encodeURIComponent(text);
                const query = (...fields) => `#${new URLSearchParams(Object.fromEntries(fields.map((field) => [field, text])))}`;
                for (const place of [
                    `hub/organisations/x${query('group')}`,
                    `hub/organisations/x${query('profile')}`,
                    `hub/parked${query('target', 'reason', 'conversation', 'before')}`,
                    `hub/audit${query('actor', 'action', 'subject', 'from', 'to')}`,
                    `hub/conversations${query('id', 'replay')}`,
                    ...['hub/messages', 'hub/channels', 'hub/accounts', 'hub/organisations', 'hub', 'floor', '.'].map((area) => `${area}/${name}`),
                ]) {
                    goTo(`/console/${place}`);
                    drawNow();
                    wrong.push(...hostile.seen());
                }
                """);
        await().atMost(SOON).until(() -> !admin.has(".skeleton"));
        look(admin, "address");
    }

    private static void go(ConsolePage page, String address) {
        asked(page, "goTo(given); await drawn();", "/console/" + address);
    }

    private static List<String> users(int from, int to) {
        return IntStream.range(from, to).mapToObj(HostileTextE2eIT::userOf).toList();
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(HostileTextE2eIT::nameOf).toList();
    }
}
