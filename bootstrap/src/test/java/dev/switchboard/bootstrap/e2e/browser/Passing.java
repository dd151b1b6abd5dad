package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.Customer;

/// An agent passes a conversation on to a colleague, and has written something there.
final class Passing extends FinishingCommand {

    final Customer passed = accepted("I want to speak with the other one");

    Passing(OwnHubStory story, Valve line) {
        super(story, line);
    }

    void prepareFor(String colleague) {
        page.tab().type("No time");
        page.alt("T");
        page.click("dialog[open] input[value=\"a" + colleague + "\"]");
        page.focus("dialog[open] textarea[name=note]");
        page.tab().type("as you know");
    }

    @Override
    boolean isStored() {
        return steps(passed).contains("handoff_transferred");
    }

    @Override
    void assertStillChosen() {
        assertThat(page.tab().run("document.querySelector('dialog textarea').value").asString())
                .isEqualTo("as you know");
    }

    /// It stays for what was written there.
    @Override
    void awaitShown() {
        page.awaitAll(
                ".composer.gone p",
                "You passed the conversation on.",
                "You had written, and it was not sent:",
                "No time");
    }

    @Override
    void assertDoneOnce() {
        assertThat(steps(passed))
                .containsExactly("handoff_requested", "handoff_joined", "handoff_transferred");
    }
}
