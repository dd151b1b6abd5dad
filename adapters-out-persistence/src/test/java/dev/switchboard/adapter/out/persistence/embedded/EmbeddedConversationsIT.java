package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.conversation.ConversationsContract;

class EmbeddedConversationsIT extends EmbeddedStoreCase implements ConversationsContract {}
