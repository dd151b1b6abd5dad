package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.domain.conversation.ConversationId;

/// Cleans up after the participants of a conversation, in the write that removes its last message.
public final class ConversationEnd {

    private ConversationEnd() {}

    /// Removes its agent session, and resets its claim so that it hides no later message: `seq`
    /// starts at 1 again.
    public static void write(Batch batch, ConversationId conversation) {
        EmbeddedAgentSessions.forget(batch, conversation);
        EmbeddedClaims.beginAnew(batch, conversation);
    }
}
