package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.BadLine;
import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The words of an agent whose line breaks, or is slow, at the worst moment.
class BrokenLineE2eIT extends ConsoleStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOTHING = ".nothing > p";
    private static final String AGAIN = "dialog[open] input[name=%s]";

    private static final String EXPIRE =
            """
            const { freshToken } = await load('core/session.js');
            sessionStorage.expired = 1;
            await freshToken();
            delete sessionStorage.expired;
            return 0;\
            """;

    private static final int TEXTS = 100;
    private static final int SEED = 20_261_130;
    private static final Duration WITH_ALL_STALLS = Duration.ofMinutes(4);

    /// What the page has said of its line from now on.
    private static final String SAID_OF_THE_LINE =
            """
            window.saidOfTheLine = new Set();
            (look => {
                look();
                new MutationObserver(look).observe(document.body, { subtree: true, attributes: true, childList: true });
            })(() => saidOfTheLine.add(document.querySelector('.line').className))\
            """;

    /// What people said in the only conversation.
    private static final String SAID =
            """
            const { desk } = await load('desk/desk.js');
            const [chat] = desk.chats.values();
            return chat.messages.filter(({ author }) => ['user', 'agent'].includes(author.kind)).map(({ text }) => text);\
            """;

    BrokenLineE2eIT(LiveHub hub) {
        super(hub);
    }

    private ConsolePage work(String name) {
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(hub.process().url().resolve("/console")));
        BrokenLine.prepare(page);
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    private void endElsewhere(String name) {
        ConsolePage elsewhere = visit("", name, Staff.PASSWORD);
        elsewhere.awaitOnline();
        elsewhere.click(".mine .chat");
        elsewhere.awaitThere(".composer textarea");
        elsewhere.alt("E");
        elsewhere.click("dialog[open] button[type=submit]");
        // a draft that the hub was told of stays to be read
        elsewhere.awaitThere(ConsolePage.NONE_OPEN + ", .composer.gone");
    }

    /// What is not known yet is not said to be nothing.
    @Test
    void saysNothingOfWhatIsNotKnownYet() {
        ConsolePage page = work(LiveHub.fresh("agent"));
        BrokenLine.cut(page);
        page.tab().reload();

        page.awaitAll(".lists[aria-busy=true]", "Connecting…");
        page.awaitAll(NOTHING, "Connecting…");
        page.click("a[href=\"/console/search\"]");
        page.fill("form.filter input[name=words]", "bill");
        page.click("form.filter .primary");
        page.awaitAll("main.search [role=status]", "Loading…");
        page.click("a[href=\"/console/inbox\"]");
        BrokenLine.mend(page);

        page.awaitAll(".mine p", "You have no conversation.");
        assertThat(page.has("[aria-busy]")).isFalse();
        awaitEnding(page, "A new conversation is offered to you here.");
        page.choose(".availability", "2");
        awaitEnding(page, "Your state is Busy: none is offered to you until you are available.");
        BrokenLine.cut(page);
        page.awaitAll(NOTHING, "Reconnecting…");
        page.awaitAll(".mine p", "Reconnecting…");
        BrokenLine.mend(page);
        page.awaitOnline();
    }

    private static void awaitEnding(ConsolePage page, String text) {
        await().atMost(SOON).until(() -> page.all(NOTHING).getFirst().endsWith(text));
    }

    @Test
    void keepsWordsForAConversationThatIsLostBeforeTheNextPage() {
        String name = LiveHub.fresh("agent");
        ConsolePage page = work(name);
        pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        String customer = page.all(".head h2").getFirst();
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        page.answer("too late");
        page.awaitAll(".said.sending .text", "too late");
        page.tab().type("and the next");

        page.tab().reload();
        endElsewhere(name);
        BrokenLine.mend(page);

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
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        page.answer("this was not sent");
        endElsewhere(name);
        page.tab().run("deafTo = null; 0");
        BrokenLine.mend(page);

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
        Modules.ask(page, EXPIRE);

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
        Modules.ask(page, EXPIRE);

        signInAgain(page, other);

        page.awaitAll(".me", other);
        page.awaitOnline();
        assertThat(page.all(".mine .chat")).isEmpty();
        assertThat(page.tab().run("lines.length").asInt()).isEqualTo(2);
        assertThat(page.kept()).doesNotContain("a draft of the first");
        endElsewhere(name);
    }

    /// Two packets of a hundred are lost on the way: they come late, with all that is behind them.
    @Test
    @Tag("nightly")
    void hearsAndSaysAllOnceAndInOrderWherePacketsAreLost() {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (Valve valve =
                        Valve.before(new InetSocketAddress(here, hub.process().url().getPort()));
                BadLine line = BadLine.before(new InetSocketAddress(here, valve.port()), SEED)) {
            String name = LiveHub.fresh("agent");
            Staff.hire(hub, name, "AGENT");
            URI address = URI.create("http://localhost:%d/console".formatted(line.port()));
            ConsolePage page = pages.shown(chromium.open(address));
            page.signIn(name, Staff.PASSWORD);
            page.awaitOnline();
            Customer customer = pages.customer(hub, "hello");
            page.accept();
            page.tab().run(SAID_OF_THE_LINE);
            List<String> answers = texts("answer");
            List<String> questions = texts("question");

            CompletableFuture<List<Integer>> written =
                    CompletableFuture.supplyAsync(() ->
                            questions.stream()
                                    .map(text -> customer.ask(LiveHub.fresh("m"), text).status())
                                    .toList());
            answers.forEach(page::answer);

            assertThat(written.join()).isSubsetOf(200, 202);
            await().atMost(WITH_ALL_STALLS).until(() -> !page.has(".said.sending"));
            String conversation = "netomi:" + customer.conversation();
            List<String> stored = ConsolePage.words(hub.admin(), conversation);
            assertThat(stored).hasSize(1 + 2 * TEXTS).containsSubsequence(answers);
            assertThat(stored).startsWith("hello").containsSubsequence(questions);
            await().atMost(SOON).untilAsserted(() -> assertThat(messages(page)).isEqualTo(stored));
            assertThat(stored).endsWith(page.words().toArray(String[]::new));
            await().atMost(SOON).until(() -> customer.page().answers().contains(answers.getLast()));
            assertThat(customer.page().answers()).filteredOn(answers::contains).isEqualTo(answers);
            assertThat(line.lost()).isPositive();
            assertThat(page.tab().run("[...saidOfTheLine].join()").asString())
                    .isEqualTo("line online");
            valve.turn(Position.CUT);
            page.awaitThere(".line.lost");
            valve.turn(Position.OPEN);
            page.awaitOnline();
            page.end();
        }
    }

    private static List<String> texts(String what) {
        return IntStream.rangeClosed(1, TEXTS).mapToObj(i -> what + " " + i).toList();
    }

    private static List<String> messages(ConsolePage page) {
        return Modules.ask(page, SAID).valueStream().map(JsonNode::asString).toList();
    }
}
