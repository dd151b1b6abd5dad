package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.application.port.out.message.JournalContract;

class EmbeddedJournalIT extends MessageStoreCase implements JournalContract {}
