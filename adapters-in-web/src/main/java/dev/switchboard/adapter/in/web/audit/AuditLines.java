package dev.switchboard.adapter.in.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Writes the audit as lines of JSON, oldest first, one page of the store at a time.
///
/// @param json the JSON mapper of all responses
record AuditLines(ReadAudit audit, JsonMapper json) {

    static final String TYPE = "application/x-ndjson";
    private static final int AT_ONCE = 500;

    /// Reads the beginning before the response starts, so that an unavailable store is reported.
    List<AuditEntry> first(@Nullable String after) {
        return audit.after(after, AT_ONCE);
    }

    void write(List<AuditEntry> first, AuditFilter filter, OutputStream out) throws IOException {
        List<AuditEntry> page = first;
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                if (filter.admits(entry)) {
                    out.write(json.writeValueAsString(EntryView.of(entry)).getBytes(UTF_8));
                    out.write('\n');
                }
            }
            page = audit.after(page.getLast().id(), AT_ONCE);
        }
    }
}
