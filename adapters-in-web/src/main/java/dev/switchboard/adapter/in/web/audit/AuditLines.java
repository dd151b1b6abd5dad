package dev.switchboard.adapter.in.web.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes the audit as lines, oldest first, one page of the store at a time.
///
/// @param json the JSON mapper of all responses
record AuditLines(ReadAudit audit, JsonMapper json) {

    private static final int AT_ONCE = 500;

    enum Form {
        /// A JSON object a line.
        JSON("application/x-ndjson"),
        /// For spreadsheets, with a line of names.
        CSV(CsvLine.TYPE + ";charset=UTF-8");

        final String type;

        Form(String type) {
            this.type = type;
        }
    }

    /// Reads the beginning before the response starts, so that an unavailable store is reported.
    List<AuditEntry> first(@Nullable String after) {
        return audit.after(after, AT_ONCE);
    }

    void write(List<AuditEntry> first, AuditFilter filter, Form form, OutputStream out)
            throws IOException {
        if (form == Form.CSV) {
            JsonNode members = json.valueToTree(EntryView.BLANK);
            out.write(CsvLine.of(members.propertyNames().stream()).getBytes(UTF_8));
        }
        List<AuditEntry> page = first;
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                if (filter.admits(entry)) {
                    out.write(line(EntryView.of(entry), form).getBytes(UTF_8));
                }
            }
            page = audit.after(page.getLast().id(), AT_ONCE);
        }
    }

    private String line(EntryView entry, Form form) {
        return switch (form) {
            case JSON -> json.writeValueAsString(entry) + "\n";
            case CSV -> {
                JsonNode members = json.valueToTree(entry);
                yield CsvLine.of(members.valueStream().map(JsonNode::asString));
            }
        };
    }
}
