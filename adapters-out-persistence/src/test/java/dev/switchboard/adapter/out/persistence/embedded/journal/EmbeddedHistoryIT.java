package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.application.port.out.message.HistoryContract;

class EmbeddedHistoryIT extends MessageStoreCase implements HistoryContract {}
