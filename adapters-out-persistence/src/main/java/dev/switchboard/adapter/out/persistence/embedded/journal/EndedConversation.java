package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.domain.conversation.ConversationId;

/// What else there is to forget when the last message of a conversation goes, in the same write.
@FunctionalInterface
public interface EndedConversation {

    void forget(Batch batch, ConversationId conversation);
}
