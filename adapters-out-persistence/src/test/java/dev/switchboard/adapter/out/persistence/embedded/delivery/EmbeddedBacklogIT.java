package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.journal.MessageStoreCase;
import dev.switchboard.application.port.out.delivery.BacklogContract;

class EmbeddedBacklogIT extends MessageStoreCase implements BacklogContract {}
