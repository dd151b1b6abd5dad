package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.delivery.DeliveryLogContract;

class EmbeddedDeliveryLogIT extends EmbeddedStoreCase implements DeliveryLogContract {}
