package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.adapter.out.persistence.embedded.engine.Batch;
import dev.switchboard.domain.conversation.ConversationId;

/// Removes further data of a conversation in the write that removes its last message.
@FunctionalInterface
public interface EndedConversation {

    void forget(Batch batch, ConversationId conversation);
}
