package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.out.audit.AuditCursor;
import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.application.port.out.audit.AuditSink;
import dev.switchboard.domain.audit.AuditEntry;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams the audit to the sink, each entry at least once and in order. The cursor moves only
/// after the sink has an entry, so a crash repeats the last entries and skips none.
final class AuditStream {

    private static final Logger LOG = LoggerFactory.getLogger(AuditStream.class);
    private static final int AT_ONCE = 500;

    private final AuditLog log;
    private final AuditCursor cursor;
    private final AuditSink sink;
    private final Clock clock;
    private final AtomicReference<@Nullable String> last = new AtomicReference<>();
    private final AtomicReference<@Nullable Instant> missingSince = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    AuditStream(AuditLog log, AuditCursor cursor, AuditSink sink, Clock clock) {
        this.log = log;
        this.cursor = cursor;
        this.sink = sink;
        this.clock = clock;
    }

    /// Streams new entries.
    ///
    /// @throws dev.switchboard.application.port.out.store.StoreUnavailableException the next run
    ///   continues where this one ended
    synchronized void goOn() {
        if (!sink.isWanted()) {
            return;
        }
        if (last.get() == null) {
            last.set(cursor.last().orElse(null));
        }
        List<AuditEntry> next = log.after(last.get(), AT_ONCE);
        while (!next.isEmpty() && passOn(next)) {
            String passed = next.getLast().id();
            last.set(passed);
            cursor.move(passed);
            next = log.after(passed, AT_ONCE);
        }
        missingSince.set(next.isEmpty() ? null : next.getFirst().at());
    }

    /// @return whether the sink accepted them
    private boolean passOn(List<AuditEntry> entries) {
        missingSince.set(entries.getFirst().at());
        try {
            sink.write(entries);
        } catch (UncheckedIOException e) {
            if (!stopped.getAndSet(true)) {
                LOG.atError()
                        .addKeyValue("action", "audit_stream_stopped")
                        .addKeyValue("cause", e.getMessage())
                        .log("The audit is not streamed: {}", e.getMessage());
            }
            return false;
        }
        if (stopped.getAndSet(false)) {
            LOG.atInfo()
                    .addKeyValue("action", "audit_stream_goes_on")
                    .log("The audit is streamed again");
        }
        return true;
    }

    /// The age of the oldest entry that the sink lacks.
    Duration lag() {
        Instant since = missingSince.get();
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }
}
