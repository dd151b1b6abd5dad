package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.domain.conversation.ConversationId;

/// Tells whether a conversation has messages, as seen by a read or a write.
@FunctionalInterface
public interface StoredConversations {

    boolean contain(Records records, ConversationId conversation);
}
