package dev.switchboard.adapter.out.persistence.embedded.journal;

import dev.switchboard.application.port.out.store.RetentionContract;

class EmbeddedRetentionIT extends MessageStoreCase implements RetentionContract {}
