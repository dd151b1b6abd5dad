package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The words of an agent whose line breaks, or is slow, at the worst moment.
class BrokenLineE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String AGAIN = "dialog[open] input[name=%s]";

    /// Lets a test break the page's line, deafen it and hold back what it brings; `cut` also
    /// outlasts a reload, before which the browser does not ask. While the tab is `expired`, its
    /// log-in is over.
    private static final String LINE =
            """
            addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true);
            window.lines = [];
            window.sent = [];
            window.deafTo = null;
            window.later = null;
            const Line = WebSocket;
            window.WebSocket = class extends Line {
                constructor(address) {
                    super(sessionStorage.cut ? String(address).replace('socket.io', 'nowhere') : address);
                    lines.push(this);
                }
                send(text) {
                    sent.push(text);
                    super.send(text);
                }
                addEventListener(name, hear) {
                    super.addEventListener(name, (event) => {
                        if (name === 'message' && later) {
                            later.push(() => hear(event));
                        } else if (name !== 'message' || !deafTo?.test(event.data)) {
                            hear(event);
                        }
                    });
                }
            };
            window.fetch = new Proxy(fetch, {
                apply: (ask, _, [path, init]) =>
                    String(path).endsWith('/session/token') && sessionStorage.expired ? Promise.resolve(new Response('', { status: 401 })) : ask(path, init),
            });
            """;

    private static final String CUT =
            "sessionStorage.cut = 1; lines.forEach((line) => line.close())";
    private static final String MEND =
            "delete sessionStorage.cut; dispatchEvent(new Event('online'))";

    private static final String EXPIRE =
            """
            (async () => {
                sessionStorage.expired = 1;
                const main = document.querySelector('script[type=module]').src;
                const session = await import(main.replace('main.js', 'core/session.js'));
                await session.freshToken();
                delete sessionStorage.expired;
                return 0;
            })()\
            """;

    BrokenLineE2eIT(LiveHub hub) {
        super(hub);
    }

    private ConsolePage work(String name) {
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        page.tab().before(LINE);
        page.tab().reload();
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private void endElsewhere(String name) {
        ConsolePage elsewhere = visit("", name, Staff.PASSWORD);
        elsewhere.awaitOnline();
        elsewhere.click(".mine .chat");
        elsewhere.awaitThere(".composer textarea");
        elsewhere.end();
    }

    @Test
    void keepsWordsForAConversationThatIsLostBeforeTheNextPage() {
        String name = LiveHub.fresh("agent");
        ConsolePage page = work(name);
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        String customer = page.all(".head h2").getFirst();
        page.tab().run(CUT);
        page.awaitThere(".line.lost");
        page.answer("too late");
        page.awaitAll(".said.sending .text", "too late");
        page.tab().type("and the next");

        page.tab().reload();
        endElsewhere(name);
        page.tab().run(MEND);

        page.awaitOnline();
        page.awaitAll(".mine .chat strong", customer);
        page.click(".mine .chat");
        page.awaitAll(".said.refused .text", "too late");
        page.awaitAll(".composer.gone .text", "and the next");
        page.awaitAll(".head h2", customer);
        page.click(".composer.gone .primary");
        page.awaitAll(".mine .chat");
        page.tab().reload();
        page.awaitOnline();
        page.awaitAll(".mine .chat");
    }

    @Test
    void isToldOfWhatWasSentThoughTheConversationIsLost() {
        String name = LiveHub.fresh("agent");
        ConsolePage page = work(name);
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        page.tab().run("deafTo = /^43|\"message/; 0");
        page.answer("it arrived");
        customer.page().awaitAnswersAmong("it arrived");
        page.tab().run(CUT);
        page.awaitThere(".line.lost");
        page.answer("this was not sent");
        endElsewhere(name);
        page.tab().run("deafTo = null; " + MEND);

        page.awaitOnline();

        page.awaitThere(".composer.gone");
        page.awaitAll(".said.refused .text", "this was not sent");
        page.awaitAll(".said.sending .text", "it arrived");
        page.awaitThere(".said.sending .icon[aria-label=\"Accepted by the hub\"]");
        assertThat(customer.history().toString())
                .containsOnlyOnce("it arrived")
                .doesNotContain("was not sent");
    }

    @Test
    void staysWithTheCustomerToWhomTheAgentWritesWhileAnotherIsAccepted() {
        ConsolePage page = work(LiveHub.fresh("agent"));
        pages.customer(hub, "one");
        page.accept();
        page.awaitSaid("one", "You said: one");
        pages.customer(hub, "two");
        page.awaitThere(".offer button.primary:enabled");
        page.tab().run("later = []; 0");
        page.alt("A");
        page.tab().type("for one alone");

        page.tab().run("later.splice(0).forEach((hear) => hear()); later = null; 0");

        await().atMost(SOON).until(() -> page.all(".mine .chat").size() == 2);
        page.awaitSaid("one", "You said: one");
        assertThat(page.focused()).isEqualTo("TEXTAREA");
        assertThat(page.draft()).isEqualTo("for one alone");
        page.enter();
        page.awaitSaid("one", "You said: one", "for one alone");
        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        page.end();
        page.click(".mine .chat");
        page.awaitSaid("two", "You said: two");
        page.end();
    }

    private static void signInAgain(ConsolePage page, String name) {
        page.awaitThere(AGAIN.formatted("password"));
        page.fill(AGAIN.formatted("username"), name);
        page.focus(AGAIN.formatted("password"));
        page.tab().type(Staff.PASSWORD);
        page.enter();
        await().atMost(SOON).until(() -> !page.has("dialog"));
    }

    @Test
    void goesOnWithTheNewLogInWhereTheLineHasOutlivedTheOld() {
        String name = LiveHub.fresh("agent");
        ConsolePage page = work(name);
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.tab().run(EXPIRE);

        signInAgain(page, name);

        page.awaitOnline();
        assertThat(page.tab().run("lines.length").asInt()).isOne();
        await().atMost(SOON)
                .until(() ->
                        page.tab()
                                .run("sent.some((text) => text.includes('auth.refresh'))")
                                .asBoolean());
        page.answer("still here");
        customer.page().awaitAnswersAmong("still here");
        page.end();
    }

    @Test
    void isTheNextPersonsAloneOnceTheyHaveSignedIn() {
        String other = LiveHub.fresh("agent");
        Staff.hire(hub, other, "AGENT");
        String name = LiveHub.fresh("agent");
        ConsolePage page = work(name);
        pages.customer(hub, "hello");
        page.accept();
        page.tab().type("a draft of the first");
        page.tab().run(EXPIRE);

        signInAgain(page, other);

        page.awaitAll(".me", other);
        page.awaitOnline();
        assertThat(page.all(".mine .chat")).isEmpty();
        assertThat(page.tab().run("lines.length").asInt()).isEqualTo(2);
        assertThat(page.kept()).doesNotContain("a draft of the first");
        endElsewhere(name);
    }
}
