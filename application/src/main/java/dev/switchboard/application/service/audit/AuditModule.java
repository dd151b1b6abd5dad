package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.application.port.out.audit.CurrentCall;
import dev.switchboard.application.port.out.time.Ids;
import java.time.Clock;
import java.time.Duration;

/// The audit: written, read, streamed and trimmed.
public final class AuditModule implements AutoCloseable {

    /// The interval of [#writeWaiting] and [#passOn].
    public static final Duration GO_ON_EVERY = Duration.ofSeconds(5);

    private final AuditService service;
    private final AuditReader reader;
    private final AuditStream stream;
    private final AuditRetention retention;

    /// @param kept for how long entries stay
    public AuditModule(
            AuditLog log,
            CurrentCall calls,
            AuditCursor cursor,
            AuditSink sink,
            Duration kept,
            Ids ids,
            Clock clock) {
        this.service = new AuditService(log, calls, ids, clock);
        this.reader = new AuditReader(log, clock);
        this.stream = new AuditStream(log, cursor, sink, clock);
        this.retention = new AuditRetention(log, kept, clock);
    }

    public KeepAudit keep() {
        return service;
    }

    public ReadAudit read() {
        return reader;
    }

    /// Writes what waits: entries that the store did not take, and counts of minutes that are over.
    public void writeWaiting() {
        service.goOn();
    }

    /// Passes new entries on to the stream.
    public void passOn() {
        stream.goOn();
    }

    /// Removes entries that are old enough.
    public void trim() {
        retention.trim();
    }

    /// Writes what waits, and what was counted so far.
    @Override
    public void close() {
        service.close();
    }

    /// @param failures how often the store did not take an entry or an intent
    /// @param waiting how many entries wait for the store
    /// @param broken whether the chain was broken when it was last checked
    /// @param lag the age of the oldest entry that the stream lacks
    public record Figures(long failures, int waiting, boolean broken, Duration lag) {}

    public Figures figures() {
        return new Figures(
                service.failures(), service.waiting(), reader.foundBroken(), stream.lag());
    }
}
