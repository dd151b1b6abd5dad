package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.conversation.RecentActivityContract;

class EmbeddedRecentActivityIT extends EmbeddedStoreCase implements RecentActivityContract {}
