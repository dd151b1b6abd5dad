package dev.switchboard.adapter.out.persistence.embedded.conversation;

import dev.switchboard.adapter.out.persistence.embedded.journal.MessageStoreCase;
import dev.switchboard.application.port.out.conversation.ConversationsContract;

class EmbeddedConversationsIT extends MessageStoreCase implements ConversationsContract {}
