package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.network.Valve;
import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;

/// An agent ends a conversation with an outcome that the hub offers.
final class Ending extends FinishingCommand {

    static final String OUTCOME = "solved";
    private static final String CHOICE = "dialog[open] input[value=" + OUTCOME + "]";

    private final Customer ended = accepted("it works now");

    Ending(OwnHubStory story, Valve line) {
        super(story, line);
        page.alt("E");
        page.click(CHOICE);
        page.awaitThere(CHOICE + ":checked");
    }

    @Override
    boolean isStored() {
        return steps(ended).contains("handoff_ended");
    }

    @Override
    void assertStillChosen() {
        assertThat(page.has(CHOICE + ":checked")).isTrue();
    }

    @Override
    void awaitShown() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(page.has(linkTo(ended)))
                                .as(() -> page.all("dialog[open], .composer").toString())
                                .isFalse());
    }

    @Override
    void assertDoneOnce() {
        assertThat(steps(ended))
                .containsExactly("handoff_requested", "handoff_joined", "handoff_ended");
        await().atMost(SOON).until(this::isFoundByItsOutcome);
        assertThat(ended.ask(LiveHub.fresh("m"), "and now?").status()).isIn(200, 202);
        ended.page().awaitAnswersAmong("You said: and now?");
    }

    private boolean isFoundByItsOutcome() {
        return hub.admin()
                .post("/v1/messages/search", "{\"outcome\":\"%s\"}".formatted(OUTCOME))
                .body()
                .contains(nameOf(ended));
    }
}
