package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.JournalContract;

class EmbeddedJournalIT extends EmbeddedStoreCase implements JournalContract {}
