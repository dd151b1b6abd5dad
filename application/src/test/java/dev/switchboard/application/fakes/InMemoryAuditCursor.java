package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.audit.AuditCursor;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An audit cursor that lives as long as its test.
public final class InMemoryAuditCursor implements AuditCursor {

    private final AtomicReference<@Nullable String> last = new AtomicReference<>();
    private final Outage outage;

    public InMemoryAuditCursor(Outage outage) {
        this.outage = outage;
    }

    @Override
    public Optional<String> last() {
        outage.check();
        return Optional.ofNullable(last.get());
    }

    @Override
    public void move(String id) {
        outage.check();
        last.set(id);
    }
}
