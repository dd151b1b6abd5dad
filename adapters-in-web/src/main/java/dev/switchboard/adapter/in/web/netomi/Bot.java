package dev.switchboard.adapter.in.web.netomi;

import dev.switchboard.domain.conversation.Author;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Party;
import dev.switchboard.domain.delivery.Target;

/// The bot in the words of the core.
final class Bot {

    static final String NAME = "netomi";
    static final Target TARGET = new Target(Target.Kind.BOT, NAME);
    static final Author AUTHOR = new Author(Party.BOT, NAME);

    private static final int MAX_ID = 200;

    private Bot() {}

    static ConversationId conversation(String id) {
        return ConversationId.of(NAME, id);
    }

    /// Whether an id may name a conversation: at most 200 printable characters, no space.
    static boolean mayName(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID && id.codePoints().allMatch(Bot::isVisible);
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
