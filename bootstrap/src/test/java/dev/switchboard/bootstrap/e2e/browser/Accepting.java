package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.Customer;

/// An agent accepts what is offered.
final class Accepting extends Command {

    private final Customer offered = offered("is anybody there?");

    Accepting(OwnHubStory story, Valve line) {
        super(story, line);
    }

    @Override
    void give() {
        page.alt("A");
    }

    @Override
    boolean isStored() {
        return steps(offered).contains("handoff_joined");
    }

    @Override
    void awaitDoubt() {
        page.awaitThere(".offer button.primary:disabled");
    }

    @Override
    void giveAgain() {
        page.awaitThere(".offer button.primary:enabled");
        give();
    }

    @Override
    void awaitShown() {
        page.awaitThere(linkTo(offered));
    }

    @Override
    void assertDoneOnce() {
        assertThat(steps(offered)).containsExactly("handoff_requested", "handoff_joined");
        assertHeld(offered);
    }

    /// Accepts what a colleague has passed on.
    void take(Customer passed) {
        giveAgain();
        page.awaitThere(linkTo(passed));
        assertThat(page.has(".offer")).isFalse();
        assertThat(steps(passed))
                .containsExactly(
                        "handoff_requested",
                        "handoff_joined",
                        "handoff_transferred",
                        "handoff_joined");
        assertHeld(passed);
    }
}
