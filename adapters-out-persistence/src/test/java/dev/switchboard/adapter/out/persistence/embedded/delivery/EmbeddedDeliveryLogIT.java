package dev.switchboard.adapter.out.persistence.embedded.delivery;

import dev.switchboard.adapter.out.persistence.embedded.journal.MessageStoreCase;
import dev.switchboard.application.port.out.delivery.DeliveryLogContract;

class EmbeddedDeliveryLogIT extends MessageStoreCase implements DeliveryLogContract {}
