package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The states of the console that no story of its own looks at: what is closed, lost, refused or
/// not there, and every dialog that a button with three dots opens.
@Tag("nightly")
class EveryLookE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String DOTTED =
            "[...new Map([...document.querySelectorAll('main button:enabled')].filter(one => one.checkVisibility() && one.innerText.endsWith('…')).map(one => [one.innerText, one])).values()]";

    private final Looks looks = new Looks();

    EveryLookE2eIT(LiveHub hub) {
        super(hub);
    }

    @AfterEach
    void nothingIsWrong() {
        looks.assertWell();
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
            looks.at(page, screen + ", " + name);
            page.tab().press("Escape", "Escape", 27, 0);
            await().atMost(SOON).until(() -> !page.has("dialog"));
        }
    }

    private static void go(ConsolePage page, String address) {
        Modules.go(page, address);
        await().atMost(SOON).until(() -> !page.has(".skeleton"));
    }

    /// What no other story looks at in each language, while there is something on it.
    @Test
    void ofAnAgentAndASupervisorAtWork() throws IOException {
        ConsolePage agent = somebody("AGENT");
        pages.customer(hub, "Where is my parcel?");
        agent.accept();
        agent.answer("One moment, please");
        agent.awaitThere(".said.own .icon[aria-label=Delivered]");
        agent.choose(".availability", "2");
        ConsolePage supervisor = somebody("SUPERVISOR");
        supervisor.choose(".availability", "2");
        pages.customer(hub, "And mine?");
        agent.awaitThere(".waiting button:enabled");
        looks.at(agent, "conversation");
        agent.showDetails();
        looks.at(agent, "details");
        go(agent, "inbox");
        looks.at(agent, "inbox");
        go(supervisor, "floor");
        supervisor.click(".chats [aria-label^=Watch]");
        supervisor.awaitThere(".watched .text");
        looks.at(supervisor, "watched");
        for (String place : List.of("floor/figures", "floor/lists", "search", "settings")) {
            go(supervisor, place);
            supervisor.awaitThere("main h1");
            looks.at(supervisor, place);
        }
        supervisor.signOut();
        looks.at(supervisor, "sign-in");

        agent.openNth(1);
        agent.awaitThere(".composer textarea:focus");
        agent.end();
        agent.choose(".availability", "1");
        agent.accept();
        agent.end();
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
        looks.at(page, "palette");
        page.tab().press("Escape", "Escape", 27, 0);
        await().atMost(SOON).until(() -> !page.has(".palette"));

        Modules.use(page, "desk.line = 'lost'; changed()");
        looks.at(page, "line lost");
        for (String code : List.of("CONSOLE_LIMIT", "FORBIDDEN", "ANY_OTHER")) {
            Modules.use(page, "desk.line = '" + code + "'; changed()");
            looks.at(page, "closed " + code);
        }
        Modules.use(page, "desk.line = 'online'; desk.trouble = 'TAKEN'; changed()");
        looks.at(page, "refused");
        Modules.use(
                page,
                """
                desk.trouble = null;
                const [chat] = desk.chats.values();
                desk.outbox.put(chat.id, { type: 'text', text: 'too long' });
                desk.outbox.of(chat.id).forEach((entry) => (entry.refused = 'TOO_LARGE'));
                """);
        looks.at(page, "not sent");
        Modules.use(page, "session.state = 'over'; changed()");
        page.awaitThere("dialog[open] input[name=password]");
        looks.at(page, "session over");
        Modules.use(
                page,
                "session.state = 'in'; document.querySelector('dialog[open]').close(); changed()");
        await().atMost(SOON).until(() -> !page.has("dialog"));
        page.alt("E");
        page.click("dialog[open] button[type=submit]");
        page.awaitThere(".composer.gone");
        looks.at(page, "conversation gone");
    }

    @Test
    void ofPlacesThatAreClosedOrEmpty() throws IOException {
        ConsolePage page = somebody("AGENT");
        for (String place :
                List.of("hub", "floor", "nowhere", "search", "search#words=nothinglikethis")) {
            go(page, place);
            looks.at(page, place);
        }
    }

    @Test
    void ofAnAdminWhoAsksForWhatIsNotThere() throws IOException {
        ConsolePage page = admin("/hub/nowhere");
        page.awaitThere("main h1");
        looks.at(page, "nowhere");
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
            looks.at(page, place);
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
