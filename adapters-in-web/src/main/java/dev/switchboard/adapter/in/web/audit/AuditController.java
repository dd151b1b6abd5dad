package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.adapter.in.web.audit.AuditLines.Form;
import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.in.audit.ReadAudit.ChainCheck;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The audit, for admins.
@RestController
@Tag(name = "Audit")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class AuditController {

    private static final MediaType CSV = MediaType.parseMediaType(CsvLine.TYPE);

    private final ReadAudit audit;
    private final AuditLines lines;

    AuditController(ReadAudit audit, AuditLines lines) {
        this.audit = audit;
        this.lines = lines;
    }

    /// List the audit.
    ///
    /// Newest first. Each filter must equal the whole text in an entry. A page ends once 50,000
    /// entries were looked at, or after about a second: it may have few items or none, and there
    /// may be more until `next` is null.
    ///
    /// @param target the `subject` of entries
    /// @param from the earliest time, inclusive
    /// @param to the latest time, exclusive
    /// @param before `next` of the previous page
    /// @param limit 1 to 1000; the default is 100
    /// @return a page
    @GetMapping("/v1/audit")
    Page listAudit(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit) {
        ReadAudit.Page page =
                audit.list(filter(actor, action, target, from, to), before, QueryText.limit(limit));
        return new Page(page.entries().stream().map(EntryView::of).toList(), page.next());
    }

    private static AuditFilter filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable String from,
            @Nullable String to) {
        return new AuditFilter(
                actor,
                action,
                target,
                QueryText.instant("from", from),
                QueryText.instant("to", to));
    }

    /// Export the audit.
    ///
    /// One entry per line, oldest first, with the same filters: as JSON, or with `Accept: text/csv`
    /// as a table. It has all entries, or breaks off. With `after`, the id of the last line
    /// received, the export continues where it ended.
    ///
    /// @param after the id of the last line received
    @GetMapping(
            path = "/v1/audit/export",
            produces = {"application/x-ndjson", CsvLine.TYPE})
    void exportAudit(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = filter(actor, action, target, from, to);
        List<AuditEntry> first = lines.first(after);
        Form form = wantsCsv(request) ? Form.CSV : Form.JSON;
        response.setContentType(form.type);
        lines.write(first, filter, form, response.getOutputStream());
    }

    private static boolean wantsCsv(HttpServletRequest request) {
        return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT)).stream()
                .anyMatch(type -> !type.isWildcardType() && type.isCompatibleWith(CSV));
    }

    /// Check the chain of the audit.
    ///
    /// Reads all of it, and reports the first entry that was changed, or before which entries were
    /// removed other than by retention. `hash` belongs to the newest entry; a copy kept elsewhere
    /// shows later whether the end was cut off.
    ///
    /// @return the result
    @GetMapping("/v1/audit/verify")
    Checked verifyAudit() {
        return switch (audit.verify()) {
            case ChainCheck.Intact(var entries, var unchained, var oldest, var newest, var hash) ->
                    new Checked(true, entries, unchained, oldest, newest, hash, null);
            case ChainCheck.Broken(var id, var flaw) ->
                    new Checked(false, 0, 0, "", "", "", new Break(id, EnumNames.of(flaw)));
        };
    }

    /// @param next the `before` of the next page; null on the last page
    @Schema(name = "AuditPage")
    record Page(List<EntryView> items, @Nullable String next) {}

    /// @param unchained the number of entries from before the chain, which cannot be checked
    /// @param broken the first broken place; null if the chain is intact
    @Schema(name = "AuditCheck")
    record Checked(
            boolean intact,
            long entries,
            long unchained,
            String oldest,
            String newest,
            String hash,
            @Nullable Break broken) {}

    /// @param flaw `changed`, `missing_before` or `other_before`
    @Schema(name = "AuditBreak")
    record Break(String id, String flaw) {}
}
