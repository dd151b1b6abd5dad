package dev.switchboard.application.port.out.audit;

import dev.switchboard.domain.audit.AuditEntry;
import java.util.List;

/// The destination of the audit stream, outside the store.
public interface AuditSink {

    /// False if no stream is configured.
    boolean isWanted();

    /// Appends entries durably.
    ///
    /// @throws java.io.UncheckedIOException if some of them may be missing
    void write(List<AuditEntry> entries);
}
