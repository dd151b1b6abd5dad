package dev.switchboard.adapter.out.persistence.embedded.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.persistence.embedded.engine.Store;
import dev.switchboard.adapter.out.persistence.embedded.engine.Table;
import dev.switchboard.application.port.out.audit.AuditCursor;
import java.util.Optional;

/// A single record: the id as text.
final class EmbeddedAuditCursor implements AuditCursor {

    private static final byte[] KEY = "audit_stream".getBytes(UTF_8);

    private final Store store;

    EmbeddedAuditCursor(Store store) {
        this.store = store;
    }

    @Override
    public Optional<String> last() {
        return store.read(view -> Optional.ofNullable(view.get(Table.STORE, KEY)))
                .map(id -> new String(id, UTF_8));
    }

    @Override
    public void move(String id) {
        store.write(batch -> {
            batch.put(Table.STORE, KEY, id.getBytes(UTF_8));
            return id;
        });
    }
}
