package dev.switchboard.adapter.out.persistence.embedded.conversation;

import dev.switchboard.adapter.out.persistence.embedded.journal.MessageStoreCase;
import dev.switchboard.application.port.out.conversation.RecentActivityContract;

class EmbeddedRecentActivityIT extends MessageStoreCase implements RecentActivityContract {}
