package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.agent.Staff;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/// What an agent tells the hub in a console behind a line, beside a conversation in which the same
/// agent is writing. Its makers do all but press the last key.
abstract class Command {

    static final Duration SOON = Duration.ofMinutes(2);
    static final String FIELD = ".composer textarea";
    private static final String DRAFT = "half a sentence";

    final LiveHub hub;
    final String agent = LiveHub.fresh("agent");
    final ConsolePage page;
    private final ConsolePages pages;
    private final Customer waiting;

    Command(OwnHubStory story, Valve line) {
        hub = story.hub;
        pages = story.pages;
        Staff.hire(hub, agent, "AGENT");
        URI address = URI.create("http://localhost:" + line.port() + "/console");
        page = pages.shown(story.chromium.open(address));
        page.signIn(agent, Staff.PASSWORD);
        page.awaitOnline();
        waiting = accepted("please wait");
        page.tab().type(DRAFT);
    }

    /// A customer who is offered to this agent.
    final Customer offered(String text) {
        Customer customer = pages.customer(hub, text);
        // as pages are to do, so that they are in it again when the hub has been away
        customer.page().names("conversationId", customer.conversation());
        page.awaitThere(".offer button.primary:enabled");
        return customer;
    }

    /// A customer whom this agent has.
    final Customer accepted(String text) {
        Customer customer = offered(text);
        page.accept();
        page.awaitThere(linkTo(customer));
        return customer;
    }

    /// Presses the last key.
    abstract void give();

    abstract boolean isStored();

    /// Waits until the page says that nobody knows what came of it.
    abstract void awaitDoubt();

    /// Does what anybody does who is told so, once the line is back.
    abstract void giveAgain();

    abstract void awaitShown();

    abstract void assertDoneOnce();

    final void assertDraftKept() {
        open(waiting);
        assertThat(page.draft()).isEqualTo(DRAFT);
        assertShown(waiting);
    }

    private void open(Customer customer) {
        page.click(linkTo(customer));
        page.awaitThere(FIELD + ":focus");
    }

    /// The page shows what the hub has.
    private void assertShown(Customer customer) {
        List<String> words = ConsolePage.words(hub.admin(), nameOf(customer));
        await().atMost(SOON).untilAsserted(() -> assertThat(page.words()).isEqualTo(words));
        assertThat(page.has(".said.sending, .said.refused")).isFalse();
    }

    /// The conversation is this agent's.
    final void assertHeld(Customer customer) {
        open(customer);
        page.answer("I am " + agent);
        customer.page().awaitAnswersAmong("I am " + agent);
        assertShown(customer);
    }

    /// Of a conversation in the list of the agent's own.
    static String linkTo(Customer customer) {
        return ".chat[href$=\"%%3A%s\"]".formatted(customer.conversation());
    }

    static String nameOf(Customer customer) {
        return "netomi:" + customer.conversation();
    }

    final List<JsonNode> journal(Customer customer) {
        return hub.admin().messages(nameOf(customer));
    }

    /// What became of the handoff, oldest first.
    final List<String> steps(Customer customer) {
        return journal(customer).stream()
                .map(item -> item.findValue("event"))
                .filter(Objects::nonNull)
                .map(JsonNode::asString)
                .toList();
    }
}
