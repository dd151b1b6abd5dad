package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;

/// The core's names for the bot.
final class RelayBot {

    static final String NAME = "netomi";
    static final Target TARGET = new Target(Target.Kind.BOT, NAME);
    static final Author AUTHOR = new Author(Party.BOT, NAME);

    private RelayBot() {}

    static ConversationId conversation(String id) {
        return ConversationId.of(NAME, id);
    }
}
