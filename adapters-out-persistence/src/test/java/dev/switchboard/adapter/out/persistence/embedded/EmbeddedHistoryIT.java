package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.message.HistoryContract;

class EmbeddedHistoryIT extends EmbeddedStoreCase implements HistoryContract {}
