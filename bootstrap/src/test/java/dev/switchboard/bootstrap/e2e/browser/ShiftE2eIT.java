package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubProcess;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The session of an agent from the first sign-in to the sign-out, whatever happens to it, to the
/// hub and to the browser's storage meanwhile.
@Tag("nightly")
class ShiftE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOT_HEARD =
            "You are signed out here. The hub does not answer: it is told as soon as it does.";
    private static final String AGAIN = "dialog[open] input[name=password]";

    /// The hub hears of no sign-out while the tab has this mark.
    private static final String DEAF =
            """
            window.fetch = new Proxy(fetch, {
                apply: (ask, _, [path, init]) =>
                    init?.method === 'DELETE' && sessionStorage.deaf ? Promise.reject(new TypeError('deaf')) : ask(path, init),
            });\
            """;

    private static final String FULL =
            """
            Storage.prototype.setItem = () => {
                throw new DOMException('full', 'QuotaExceededError');
            };\
            """;

    private static final String FORBIDDEN =
            """
            for (const name of ['localStorage', 'sessionStorage']) {
                Object.defineProperty(window, name, {
                    get() {
                        throw new DOMException('forbidden', 'SecurityError');
                    },
                });
            }\
            """;

    ShiftE2eIT() {
        super(PATIENCE);
    }

    private ConsolePage visit() {
        return pages.shown(chromium.open(hub.process().url().resolve("/console")));
    }

    /// A page in whose documents a script has run before those of the page.
    private ConsolePage visitAfter(String script) {
        ConsolePage page = visit();
        page.tab().before(script);
        page.tab().reload();
        return page;
    }

    private String hire() {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        return name;
    }

    private ConsolePage work(ConsolePage page) {
        return work(page, hire());
    }

    private static ConsolePage work(ConsolePage page, String name) {
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    @Test
    void signsOutEvenIfTheHubDoesNotHearItAtOnce() throws IOException {
        ConsolePage page = work(visitAfter(DEAF));
        page.tab().run("sessionStorage.deaf = true");

        page.signOut();
        page.awaitAll(".card [role=status]", NOT_HEARD);
        page.assertLooks("signed-out-unheard");
        page.tab().reload();

        page.awaitAll(".card [role=status]", NOT_HEARD);
        assertThat(page.has(".top")).isFalse();
        page.signIn(hire(), Staff.PASSWORD);
        page.awaitAll(".refusal span", "The hub does not answer.");
        page.tab().run("delete sessionStorage.deaf; 0");
        // what was typed is sent again by itself, once the hub has heard of the sign-out
        page.awaitOnline();
        page.signOut();
        page.awaitAll(".card [role=status]", "");
        page.tab().reload();
        page.awaitThere("input[name=username]");
        await().atMost(SOON).until(() -> !page.kept().contains("switchboard.left"));
    }

    @Test
    void tellsTheHubOfASignOutWhenItIsBack() {
        ConsolePage page = work(visit());
        hub.process().kill();
        try {
            page.awaitThere(".line.lost");
            page.signOut();
            page.awaitAll(".card [role=status]", NOT_HEARD);
        } finally {
            hub.process().start();
        }

        page.awaitAll(".card [role=status]", "");
        page.tab().reload();
        page.awaitThere("input[name=username]");
        assertThat(page.has(".top")).isFalse();
    }

    @Test
    void asksBeforeSomethingIsLostThatOnlyThisBrowserHas() throws IOException {
        String name = hire();
        ConsolePage page = work(visit(), name);
        pages.customer(hub, "one");
        page.accept();
        page.alt("N");
        page.tab().type("half a note");
        page.alt("R");
        page.alt("Q");
        page.awaitThere(".quoting");
        page.focus(".composer textarea");
        page.tab().type("x".repeat(9000));
        page.pressSignOut();
        page.awaitThere("dialog[open] .losing");
        assertThat(page.all(".losing li"))
                .singleElement()
                .asString()
                .endsWith(": what you wrote, a note, a quotation");
        page.assertLooks("leave");
        page.click("dialog[open] .end > :first-child");
        page.awaitAll("dialog");
        assertThat(page.draft()).hasSize(9000);

        ConsolePage beside =
                pages.shown(
                        chromium.openBeside(page.tab(), hub.process().url().resolve("/console")));
        beside.awaitOnline();
        beside.click(".mine .chat");
        beside.awaitThere(".composer textarea");
        beside.alt("N");
        beside.tab().type("a note of the other tab");
        page.pressSignOut();

        page.awaitThere("dialog[open] .losing");
        assertThat(page.all(".losing li")).hasSize(2);
        assertThat(page.all(".losing li").getLast()).endsWith(": a note");
        page.signOut();
        beside.awaitThere(".sign-in-page");
        assertThat(page.kept()).doesNotContain("half a note");
    }

    @Test
    void asksBeforeAnswersAreLostThatTheHubDoesNotHave() {
        ConsolePage page = work(visit());
        pages.customer(hub, "one");
        page.accept();
        page.tab().type("it is at the hub");
        awaitDraft(page, "it is at the hub");
        hub.process().kill();
        try {
            page.awaitThere(".line.lost");
            page.enter();
            page.tab().type("and the next");

            page.pressSignOut();

            page.awaitThere("dialog[open] .losing li");
            assertThat(page.all(".losing li").getFirst())
                    .endsWith(": 1 message that is not sent, what you wrote");
            page.click("dialog[open] .end > :first-child");
        } finally {
            hub.process().start();
        }
        page.awaitOnline();
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        awaitDraft(page, "and the next");
        page.pressSignOut();
        page.awaitThere(".sign-in-page");
    }

    /// Waits until the hub has it: until it would not be lost with a sign-out.
    private static void awaitDraft(ConsolePage page, String text) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        Modules.ask(
                                                        page,
                                                        """
                                                        const { desk } = await load('desk/desk.js');
                                                        const [id] = desk.chats.keys();
                                                        return desk.drafts.isHereAlone(id) ? '' : desk.drafts.of(id);\
                                                        """)
                                                .asString())
                                .isEqualTo(text));
    }

    /// The session is ended by an admin, or by a new password.
    @ParameterizedTest
    @ValueSource(strings = {Staff.PASSWORD, "the-second-password-of-it"})
    void goesOnWhereItWasAfterTheSessionHasEnded(String password) throws IOException {
        String name = hire();
        ConsolePage page = work(visit(), name);
        Customer customer = pages.customer(hub, "one");
        page.accept();
        page.tab().type("half a sen");
        String chat = page.tab().run("location.hash").asString();

        Answer ended =
                password.equals(Staff.PASSWORD)
                        ? hub.admin().delete("/v1/accounts/" + name + "/log-ins")
                        : hub.admin()
                                .put(
                                        "/v1/accounts/" + name + "/password",
                                        "{\"password\":\"" + password + "\"}");
        assertThat(ended.status()).as(ended.body()).isLessThan(300);
        page.awaitThere(AGAIN);
        assertThat(page.draft()).isEqualTo("half a sen");
        page.assertLooks("again");
        page.focus(AGAIN);
        page.tab().type(password);
        page.enter();

        await().atMost(SOON).until(() -> !page.has("dialog"));
        page.awaitOnline();
        assertThat(page.tab().run("location.hash").asString()).isEqualTo(chat);
        await().atMost(SOON).until(() -> page.focused().equals("TEXTAREA"));
        page.tab().type("tence");
        assertThat(page.draft()).isEqualTo("half a sentence");
        page.enter();
        customer.page().awaitAnswersAmong("half a sentence");
    }

    @Test
    void hasTheNextTokenWithoutAWordWhenOneEnds() {
        ConsolePage page = work(visit());
        Customer customer = pages.customer(hub, "one");
        page.accept();
        page.tab().type("half a sen");

        Modules.ask(
                page,
                """
                const session = await load('core/session.js');
                session.dropToken();
                return (await session.rest('/v1/queues')).status;\
                """);
        page.tab().type("tence");

        assertThat(page.has("dialog")).isFalse();
        assertThat(page.draft()).isEqualTo("half a sentence");
        page.enter();
        customer.page().awaitAnswersAmong("half a sentence");
    }

    @Test
    void losesNothingWhenTheHubIsStoppedAndStarted() {
        ConsolePage page = work(visit());
        Customer customer = pages.customer(hub, "one");
        page.accept();
        page.answer("before");
        customer.page().awaitAnswersAmong("before");
        page.tab().type("half a sen");

        hub.process().terminate();
        try {
            page.awaitThere(".line.lost");
            page.tab().type("tence");
            page.enter();
            page.tab().type("and the next");
            assertThat(hub.process().awaitEnd(SOON)).isEqualTo(HubProcess.TERMINATED);
        } finally {
            hub.process().start();
        }

        page.awaitOnline();
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        page.awaitSaid("one", "You said: one", "before", "half a sentence");
        assertThat(page.draft()).isEqualTo("and the next");
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        assertThat(customer.history().toString()).containsOnlyOnce("half a sentence");
    }

    @ParameterizedTest
    @ValueSource(strings = {FULL, FORBIDDEN})
    void worksWhereTheBrowserKeepsNothing(String storage) throws IOException {
        String name = hire();
        ConsolePage page = work(visitAfter(storage), name);
        Customer customer = pages.customer(hub, "one");
        page.accept();
        page.tab().type("for one");
        page.tab().press("Shift", "ShiftLeft", 16, 0); // wakes the sounds
        page.awaitAll(
                ".banner",
                "This browser keeps nothing here: drafts are at the hub alone, and a reload loses notes and what is not sent yet.");
        page.assertLooks("forgetful");
        pages.customer(hub, "two");
        page.accept();
        page.alt("N");
        page.tab().type("half a note");
        page.tab().press("ArrowDown", "ArrowDown", 40, 1);
        page.awaitSaid("one", "You said: one");
        assertThat(page.draft()).isEqualTo("for one");
        awaitTold(name, "for one");

        page.enter();

        customer.page().awaitAnswersAmong("for one");
        page.tab().press("ArrowDown", "ArrowDown", 40, 1);
        page.awaitSaid("two", "You said: two");
        assertThat(page.draft()).isEqualTo("half a note");
    }

    /// Another browser of the same agent shows the draft.
    private void awaitTold(String name, String text) {
        ConsolePage elsewhere = work(visit(), name);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(elsewhere.all(".chat .drafted")).contains("Draft: " + text));
    }
}
