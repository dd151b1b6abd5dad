package dev.switchboard.bootstrap.e2e.browser;

import dev.switchboard.application.network.Valve;

/// What an agent does by a dialog of the conversation, which then is not theirs any more.
abstract class FinishingCommand extends Command {

    FinishingCommand(OwnHubStory story, Valve line) {
        super(story, line);
    }

    @Override
    final void give() {
        String submit = Hands.DEED + ":enabled";
        page.awaitThere(submit);
        page.focus(submit);
        page.tab().enter();
    }

    @Override
    final void awaitDoubt() {
        page.awaitAll("dialog[open] .refusal", "The line is lost. Try again when it is back.");
    }

    @Override
    final void giveAgain() {
        assertStillChosen();
        give();
    }

    /// Nothing of what was chosen or written in the dialog is lost.
    abstract void assertStillChosen();
}
