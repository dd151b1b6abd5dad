package dev.switchboard.application.port.out.audit;

import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;

/// Where the audit is streamed to, outside the store.
public interface AuditSink {

    /// False if nobody wants the stream.
    boolean isWanted();

    /// Adds entries behind those before, durably.
    ///
    /// @throws java.io.UncheckedIOException if some of them may not be there
    void write(List<AuditEntry> entries);
}
