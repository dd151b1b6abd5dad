package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.BacklogContract;

class EmbeddedBacklogIT extends EmbeddedStoreCase implements BacklogContract {}
