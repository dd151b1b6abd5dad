package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.switchboard.application.network.Valve;
import dev.switchboard.application.network.Valve.Position;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An agent's page that is away from its hub for longer than the hub waits, or than it remembers,
/// or whose hub is away from its store. The hub gives a conversation to somebody else a second
/// after the agent's last page is gone, and shows ten messages at once.
@Tag("nightly")
class AbsenceE2eIT extends OwnHubStory {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MANY = 25;
    private static final String GONE = ".composer.gone";

    /// The hub knows nothing of the connection that the page had: it was lost a day ago.
    private static final String FORGETS =
            """
            (() => {
                const line = Object.getPrototypeOf(WebSocket.prototype);
                const say = line.send;
                line.send = function (text) {
                    say.call(this, text.replace(/"pid":"[^"]*","offset":"[^"]*",/, ''));
                };
                return 0;
            })()\
            """;

    private final MongoServer mongo;
    private final Valve store;

    AbsenceE2eIT() {
        MongoServer server = new MongoServer(new MemoryBackend());
        Valve valve = Valve.before(server.bind());
        super(
                Map.of(
                        "SWITCHBOARD_MONGODB_URI",
                        "mongodb://127.0.0.1:" + valve.port() + "/absence",
                        "SWITCHBOARD_AGENT_LEASE",
                        "1h",
                        "SWITCHBOARD_AGENT_HEARTBEAT",
                        "1s",
                        "SWITCHBOARD_AGENT_GONE_AFTER",
                        "1s",
                        "SWITCHBOARD_AGENT_CONTEXT_MESSAGES",
                        "10"));
        mongo = server;
        store = valve;
    }

    @AfterAll
    void closeStore() {
        store.close();
        mongo.shutdownNow();
    }

    private URI console() {
        return hub.process().url().resolve("/console");
    }

    /// The page of an agent who is new, with a line that can be cut.
    private ConsolePage work() {
        String name = LiveHub.fresh("agent");
        Staff.hire(hub, name, "AGENT");
        ConsolePage page = pages.shown(chromium.open(console()));
        BrokenLine.prepare(page);
        page.signIn(name, Staff.PASSWORD);
        page.awaitOnline();
        return page;
    }

    /// A customer whom this agent has accepted.
    private Customer accepted(ConsolePage page) {
        Customer customer = pages.customer(hub, "hello");
        page.accept();
        page.awaitSaid("hello", "You said: hello");
        return customer;
    }

    private static void writeTooLate(ConsolePage page) {
        page.answer("too late");
        page.awaitAll(".said.sending .text", "too late");
        page.tab().type("half a sen");
    }

    private static int beats(ConsolePage page) {
        return page.tab()
                .run("sent.filter((text) => text.includes('lease.heartbeat')).length")
                .asInt();
    }

    @Test
    void doesNotHappenBecauseLeasesAreRenewedTooSeldom() {
        ConsolePage page = work();
        accepted(page);

        await().atMost(SOON).until(() -> beats(page) >= 5);

        page.end();
    }

    @Test
    void keepsWordsFromTheCustomerWhomAColleagueHasNow() {
        ConsolePage page = work();
        Customer customer = accepted(page);
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        writeTooLate(page);

        ConsolePage colleague = work();
        colleague.accept();
        colleague.answer("I go on");
        customer.page().awaitAnswersAmong("I go on");
        BrokenLine.mend(page);

        page.awaitOnline();
        page.awaitAll(
                GONE + " > p:first-child",
                "While the line was lost the conversation was ended or went to somebody else.");
        page.awaitAll(GONE + " .text", "half a sen");
        page.awaitAll(".said.refused .text", "too late");
        assertThat(page.all(".lists .chat.gone")).hasSize(1);
        assertThat(customer.history().toString()).doesNotContain("too late");
        page.click(GONE + " .primary");
        page.awaitAll(".mine .chat");
        colleague.end();
    }

    @Test
    void keepsADraftForTheCustomerWhoComesBack() {
        ConsolePage page = work();
        Customer customer = accepted(page);
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        writeTooLate(page);
        ConsolePage witness = work();
        witness.awaitThere(".offer");
        BrokenLine.mend(page);
        page.awaitThere(GONE);

        witness.click(".offer .row button:not(.primary)");
        page.click("li.waiting button:enabled");

        page.awaitThere(".composer textarea:enabled");
        page.awaitAll(".said.refused .text", "too late");
        assertThat(page.draft()).isEqualTo("half a sen");
        page.focus(".composer textarea");
        page.tab().type("tence");
        page.enter();
        customer.page().awaitAnswersAmong("half a sentence");
        assertThat(customer.history().toString()).doesNotContain("too late");
        page.click(".said.refused button");
        await().atMost(SOON).until(() -> page.draft().equals("too late"));
        page.enter();
        customer.page().awaitAnswersAmong("half a sentence", "too late");
        page.end();
    }

    /// Another tab of the agent keeps the conversation.
    @Test
    void leavesNoHoleWhereMoreWasSaidThanIsShownAtOnce() {
        ConsolePage page = work();
        Customer customer = accepted(page);
        ConsolePage beside = pages.shown(chromium.openBeside(page.tab(), console()));
        beside.awaitThere(".mine .chat");
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        page.tab().run(FORGETS);
        for (int i = 0; i < MANY; i++) {
            assertThat(customer.ask(LiveHub.fresh("m"), "line " + i).status()).isIn(200, 202);
        }
        BrokenLine.mend(page);

        await().atMost(SOON).until(() -> page.words().contains("line " + (MANY - 1)));
        List<String> all = words(customer);
        assertThat(all).endsWith(page.words().toArray(String[]::new));
        await().atMost(SOON)
                .until(() -> {
                    page.tab().run("document.querySelector('.log > button')?.click()");
                    return page.words().equals(all);
                });
        assertThat(page.has(".log > button")).isFalse();
        page.end();
    }

    private List<String> words(Customer customer) {
        return ConsolePage.words(hub.admin(), "netomi:" + customer.conversation());
    }

    /// A browser copies what a tab keeps into the tab that is made of it.
    @Test
    void letsTwoTabsWithTheSameWordsSayThemOnce() {
        ConsolePage page = work();
        Customer customer = accepted(page);
        ConsolePage beside = pages.shown(chromium.openBeside(page.tab(), console()));
        beside.awaitThere(".mine .chat");
        BrokenLine.cut(page);
        page.awaitThere(".line.lost");
        page.answer("from both");
        page.awaitAll(".said.sending .text", "from both");

        String kept = page.tab().run("JSON.stringify(sessionStorage)").asString();
        URI elsewhere = hub.process().url().resolve("/");
        ConsolePage copy = new ConsolePage(chromium.openBeside(page.tab(), elsewhere));
        copy.tab().before("Object.assign(sessionStorage, " + kept + "); delete sessionStorage.cut");
        copy.tab().go(console());
        customer.page().awaitAnswersAmong("from both");
        copy.click(".mine .chat");
        copy.answer("from the copy alone");
        customer.page().awaitAnswersAmong("from both", "from the copy alone");
        copy.tab().go(elsewhere);
        assertThat(copy.tab().wrong()).isEmpty();
        beside.click(".mine .chat");
        beside.answer("from beside");
        BrokenLine.mend(page);

        page.awaitOnline();
        String[] said = {"hello", "from both", "from the copy alone", "from beside"};
        await().atMost(SOON).until(() -> words(customer).equals(List.of(said)));
        await().atMost(SOON).until(() -> page.words().equals(List.of(said)));
        assertThat(page.has(".said.sending")).isFalse();
        assertThat(beside.words()).containsExactly(said);
        page.end();
    }

    @Test
    void ofTheStoreHoldsAnswersBackUntilItIsThereAgain() {
        ConsolePage page = work();
        Customer customer = accepted(page);
        page.answer("before");
        customer.page().awaitAnswersAmong("before");

        store.turn(Position.CUT);
        try {
            page.answer("meanwhile");
            page.awaitAll(".said.sending .text", "meanwhile");
            page.tab().type("and the next");
            page.alt("E");
            page.click("dialog[open] button[type=submit]");
            page.awaitAll(
                    "dialog[open] .refusal",
                    "The hub cannot store anything now. Try again in a moment.");
            page.click("dialog[open] .end button[type=button]");
        } finally {
            store.turn(Position.OPEN);
        }

        await().atMost(SOON).until(() -> !page.has(".said.sending"));
        page.awaitSaid("hello", "You said: hello", "before", "meanwhile");
        assertThat(page.draft()).isEqualTo("and the next");
        assertThat(words(customer)).containsExactly("hello", "before", "meanwhile");
        page.enter();
        customer.page().awaitAnswersAmong("before", "meanwhile", "and the next");
        page.awaitOnline();
        page.end();
    }
}
