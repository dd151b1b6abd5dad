package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.domain.conversation.ConversationId;

/// What the end of a conversation does to those who took part in it. Belongs into the write that
/// removes its last message.
public final class ConversationEnd {

    private ConversationEnd() {}

    /// Forgets its agent session, and lets its claim hide nothing of what comes: that counts from 1
    /// again.
    public static void write(Batch batch, ConversationId conversation) {
        EmbeddedAgentSessions.forget(batch, conversation);
        EmbeddedClaims.beginAnew(batch, conversation);
    }
}
