package dev.switchboard.bootstrap.faults;

import dev.switchboard.bootstrap.e2e.HubClient;
import dev.switchboard.bootstrap.e2e.live.LiveHub;

/// A user whose agent is a [ConsoleAgent]. All chats are in one conversation.
final class ConsoleChatter extends Chatter {

    private final String conversation;

    ConsoleChatter(LiveHub hub, HubClient bot, ChatBook book, int number) {
        super(hub, bot, book, number);
        this.conversation = "yalo:salesforce:" + user();
    }

    @Override
    void chat(int number) {
        connect("default", number);
        does("talks in " + conversation);
        for (int i = 1; i < TEXTS_ON_HOLD + TEXTS_WITH_AGENT; i++) {
            says(conversation);
        }
        says(conversation, "%s-user-%d%s".formatted(user(), next(), ConsoleAgent.THE_LAST));
        var _ = shown("CLOSED");
        book.over(conversation);
    }
}
