package dev.switchboard.adapter.out.persistence.embedded;

import dev.switchboard.application.port.out.audit.AuditLog;
import dev.switchboard.domain.audit.AuditEntry;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps audit entries by their id, which grows with time.
final class EmbeddedAuditLog implements AuditLog {

    static final String PAGE =
            """
            SELECT id, at, actor, action, subject, detail FROM audit_entry
            WHERE id < ? ORDER BY id DESC LIMIT ?
            """;

    /// Behind every id: `~` is the last character one can type.
    private static final String NEWEST = "~";

    private final EmbeddedStore store;

    EmbeddedAuditLog(EmbeddedStore store) {
        this.store = store;
    }

    @Override
    public void record(AuditEntry entry) {
        store.write(sql ->
                sql.update(
                        "INSERT INTO audit_entry (id, at, actor, action, subject, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        entry.id(),
                        entry.at(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.detail()));
    }

    @Override
    public List<AuditEntry> list(@Nullable String before, int limit) {
        String id = before == null ? NEWEST : before;
        return store.search(sql -> sql.list(PAGE, EmbeddedAuditLog::read, id, limit));
    }

    private static AuditEntry read(Row row) throws SQLException {
        return new AuditEntry(
                row.text("id"),
                row.instant("at"),
                row.text("actor"),
                row.text("action"),
                row.text("subject"),
                row.text("detail"));
    }
}
