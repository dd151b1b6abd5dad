package dev.switchboard.bootstrap.e2e.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The states of the console that no story of its own looks at: what is closed, lost, refused or
/// not there, and every dialog that a button with three dots opens. Each is looked at by axe in
/// both themes, on a desk's screen and on a telephone's; and at 200 % and at 320 pixels, in each
/// language, nothing lies beside the screen and no word is cut.
@Tag("nightly")
class EveryLookE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final List<String> LANGUAGES = List.of("es", "pt", "en");

    private static final String MODULES =
            """
            const main = document.querySelector('script[type=module]').src;
            const load = (module) => import(main.replace('main.js', module));
            const [{ desk }, { changed, drawNow }, { goTo }, { session }, { speak }] =
                await Promise.all(['desk/desk.js', 'core/page.js', 'core/route.js', 'core/session.js', 'core/words.js'].map(load));
            """;

    private static final String DOTTED =
            "[...new Map([...document.querySelectorAll('main button:enabled')].filter(one => one.checkVisibility() && one.innerText.endsWith('…')).map(one => [one.innerText, one])).values()]";

    private final List<String> wrong = new ArrayList<>();
    private String cutWords = "";

    EveryLookE2eIT(LiveHub hub) {
        super(hub);
    }

    @BeforeAll
    void read() throws IOException {
        try (InputStream file = EveryLookE2eIT.class.getResourceAsStream("/cut-words.js")) {
            cutWords = new String(requireNonNull(file).readAllBytes(), UTF_8);
        }
    }

    @AfterEach
    void nothingIsWrong() {
        List<String> found = List.copyOf(wrong);
        wrong.clear();
        assertThat(found).isEmpty();
    }

    private static void with(ConsolePage page, String script) {
        page.tab().run("(async () => {" + MODULES + script + ";drawNow(); return 0; })()");
        page.awaitDrawn();
    }

    private void look(ConsolePage page, String state) throws IOException {
        for (int width : new int[] {1440, 390}) {
            page.tab().resize(width, 900);
            for (String theme : List.of("light", "dark")) {
                page.tab().prefers(theme);
                page.awaitDrawn();
                String look = state + " " + width + " " + theme + ": ";
                page.findings().forEach(finding -> wrong.add(look + finding));
                page.nameless().forEach(one -> wrong.add(look + "nameless " + one));
                page.keepPicture("look-" + look.replaceAll("\\W+", "-"), width);
            }
        }
        for (int width : new int[] {720, 320}) {
            page.tab().resize(width, 450);
            for (String language : LANGUAGES) {
                with(page, "await speak('" + language + "')");
                String look = state + " " + width + " " + language + ": ";
                if (!page.fits()) {
                    wrong.add(look + "wider than the screen");
                }
                page.beside().forEach(one -> wrong.add(look + one));
                page.tab().run(cutWords).forEach(one -> wrong.add(look + one.asString()));
            }
        }
        page.tab().resize(1440, 900);
    }

    /// Opens, looks at and closes each dialog of a screen.
    private void lookAtDialogs(ConsolePage page, String screen) throws IOException {
        page.awaitThere("main button");
        page.awaitDrawn();
        int count = page.tab().run(DOTTED + ".length").asInt();
        assertThat(count).as(screen).isPositive();
        for (int i = 0; i < count; i++) {
            String name =
                    page.tab()
                            .run(
                                    "(one => (one.click(), one.innerText))(%s[%d])"
                                            .formatted(DOTTED, i))
                            .asString();
            page.awaitThere("dialog[open]");
            look(page, screen + ", " + name);
            page.tab().press("Escape", "Escape", 27, 0);
            await().atMost(SOON).until(() -> !page.has("dialog"));
        }
    }

    private static void go(ConsolePage page, String address) {
        with(page, "goTo('/console/" + address + "')");
        await().atMost(SOON).until(() -> !page.has(".skeleton"));
    }

    @Test
    void ofAnAgentWhoseLineOrConversationIsLost() throws IOException {
        ConsolePage page = somebody("AGENT");
        pages.customer(hub, "Where is my parcel?");
        page.accept();
        page.answer("One moment, please");
        page.awaitThere(".said.own .icon[aria-label=Delivered]");
        page.tab().type("half a sentence");
        page.tab().press("k", "KeyK", 'K', 2);
        page.awaitThere(".palette");
        look(page, "palette");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(".palette"));

        with(page, "desk.line = 'lost'; changed()");
        look(page, "line lost");
        for (String code : List.of("CONSOLE_LIMIT", "FORBIDDEN", "ANY_OTHER")) {
            with(page, "desk.line = '" + code + "'; changed()");
            look(page, "closed " + code);
        }
        with(page, "desk.line = 'online'; desk.trouble = 'TAKEN'; changed()");
        look(page, "refused");
        with(
                page,
                """
                desk.trouble = null;
                const [chat] = desk.chats.values();
                desk.outbox.put(chat.id, { type: 'text', text: 'too long' });
                desk.outbox.of(chat.id).forEach((entry) => (entry.refused = 'TOO_LARGE'));
                """);
        look(page, "not sent");
        with(page, "session.state = 'over'; changed()");
        page.awaitThere("dialog[open] input[name=password]");
        look(page, "session over");
        with(
                page,
                "session.state = 'in'; document.querySelector('dialog[open]').close(); changed()");
        await().atMost(SOON).until(() -> !page.has("dialog"));
        page.alt("E");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(".composer.gone");
        look(page, "conversation gone");
    }

    @Test
    void ofPlacesThatAreClosedOrEmpty() throws IOException {
        ConsolePage page = somebody("AGENT");
        for (String place :
                List.of("hub", "floor", "nowhere", "search", "search#words=nothinglikethis")) {
            go(page, place);
            look(page, place);
        }
    }

    @Test
    void ofAnAdminWhoAsksForWhatIsNotThere() throws IOException {
        ConsolePage page = admin("/hub/nowhere");
        page.awaitThere("main h1");
        look(page, "nowhere");
        for (String place :
                List.of(
                        "hub/messages/msg_00000000000000000000000000000000",
                        "hub/conversations#id=none",
                        "hub/channels/none",
                        "hub/accounts/none",
                        "hub/organisations",
                        "hub/organisations/none",
                        "hub/organisations/none#group=1",
                        "hub/parked#conversation=none",
                        "hub/deliveries#target=none")) {
            go(page, place);
            look(page, place);
        }
    }

    @Test
    void ofTheDialogsOfAnAdmin() throws IOException {
        String account = LiveHub.fresh("person");
        Staff.hire(hub, account, "AGENT");
        String channel = LiveHub.fresh("channel");
        assertThat(
                        hub.admin()
                                .post(
                                        "/channel",
                                        """
                                        {"channel_id":"%s","channel_name":"Shop","channel_description":"","channel_tags":[],
                                         "channel_metadata":{"endpoint_url":"%s/sim/channels/%s/incoming"}}\
                                        """
                                                .formatted(channel, hub.simulated(), channel))
                                .status())
                .isIn(200, 201);
        String office = LiveHub.fresh("office");
        assertThat(
                        hub.admin()
                                .put("/v1/organisation/" + office + "/user/7", "{\"name\":\"Ann\"}")
                                .status())
                .isEqualTo(201);
        Customer customer = pages.customer(hub);
        hub.scriptBot("[{\"status\":422,\"body\":\"not here\"}]");
        assertThat(customer.ask(LiveHub.fresh("m"), "hello").status()).isEqualTo(500);
        ConsolePage page = admin("/hub/accounts/" + account);
        page.awaitThere("main section");
        lookAtDialogs(page, "account");
        String conversation = "netomi%3A" + customer.conversation();
        for (String place :
                List.of(
                        "hub/channels/" + channel,
                        "hub/parked#conversation=" + conversation,
                        "hub/conversations#id=" + conversation,
                        "hub/notices",
                        "hub/organisations/" + office,
                        "hub/organisations/" + office + "#profile=1",
                        "floor/lists")) {
            go(page, place);
            page.awaitThere("main button");
            lookAtDialogs(page, place.replaceAll("[#].*", ""));
        }
    }
}
