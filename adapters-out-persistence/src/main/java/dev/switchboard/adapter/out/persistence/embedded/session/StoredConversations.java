package dev.switchboard.adapter.out.persistence.embedded.session;

import dev.switchboard.adapter.out.persistence.embedded.engine.Records;
import dev.switchboard.domain.conversation.ConversationId;

/// Which conversations have messages, as far as a read or a write sees.
@FunctionalInterface
public interface StoredConversations {

    boolean contain(Records records, ConversationId conversation);
}
