package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.store.RetentionContract;

class EmbeddedRetentionIT extends EmbeddedStoreCase implements RetentionContract {}
