package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.RecordLookup;
import dev.switchboard.domain.conversation.ConversationId;

/// Tells whether a conversation has messages, as seen by a read or a write.
@FunctionalInterface
public interface StoredConversations {

    boolean contain(RecordLookup records, ConversationId conversation);
}
