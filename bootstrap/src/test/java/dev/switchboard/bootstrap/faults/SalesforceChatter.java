package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.Answer;
import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;

/// A user whose agent is in Salesforce, and that agent.
final class SalesforceChatter extends Chatter {

    private final LiveHub hub;

    SalesforceChatter(LiveHub hub, HubClient bot, ChatBook book, int number) {
        super(hub, bot, book, number);
        this.hub = hub;
    }

    @Override
    void chat(int number) {
        connect("SALESFORCE", number);
        Answer shown = shown("ON_HOLD");
        String conversation = shown.text("/salesforce/conversationId");
        book.opened(shown.text("/salesforce/caseId"), conversation);
        does("talks in " + conversation);
        for (int i = 0; i < TEXTS_ON_HOLD; i++) {
            says(conversation);
        }
        boolean joined = hub.salesforce().playIn(conversation, "join", "Ana");
        for (int i = 0; i < TEXTS_WITH_AGENT; i++) {
            says(conversation);
            String reply = "%s-agent-%d.".formatted(user(), next());
            joined &= hub.salesforce().playIn(conversation, "reply", reply);
            book.agentSaid(user(), reply);
        }
        if (!joined) {
            book.surprise(conversation + " is not there");
        }
        does("waits for the desk to have all in " + conversation);
        book.awaitAtDesk(conversation);
        hub.salesforce().playIn(conversation, "end", null);
        var _ = shown("CLOSED");
    }
}
