package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.HeldMessagesContract;

class EmbeddedHeldMessagesIT extends EmbeddedStoreCase implements HeldMessagesContract {}
