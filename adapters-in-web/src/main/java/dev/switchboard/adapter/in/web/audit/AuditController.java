package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.ReadAudit;
import dev.switchboard.application.port.in.audit.ReadAudit.Verdict;
import dev.switchboard.domain.audit.AuditEntry;
import dev.switchboard.domain.audit.AuditFilter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Who did what, for admins.
@RestController
@Tag(name = "Audit")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class AuditController {

    private final ReadAudit audit;
    private final AuditLines lines;

    AuditController(ReadAudit audit, AuditLines lines) {
        this.audit = audit;
        this.lines = lines;
    }

    /// List who did what.
    ///
    /// Newest first. Each filter is the whole text that stands in an entry.
    ///
    /// @param target the `subject` of entries
    /// @param from from then on
    /// @param to before then
    /// @param before `next` of the page before
    /// @param limit 1 to 1000, else 100
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
    /// One entry per line, oldest first, with the same filters. With `after`, the id of the last
    /// line that came, it goes on where it ended.
    ///
    /// @param after the id of the last line that came
    @GetMapping(path = "/v1/audit/export", produces = AuditLines.TYPE)
    void exportAudit(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String after,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = filter(actor, action, target, from, to);
        List<AuditEntry> first = lines.first(after);
        response.setContentType(AuditLines.TYPE);
        lines.write(first, filter, response.getOutputStream());
    }

    /// Check the chain of the audit.
    ///
    /// Reads all of it. Whether an entry was changed, or taken away by anything but the retention;
    /// the first one is named. `hash` belongs to the newest entry: kept elsewhere, it shows later
    /// whether the end was cut off.
    ///
    /// @return what was found
    @GetMapping("/v1/audit/verify")
    Checked verifyAudit() {
        return switch (audit.verify()) {
            case Verdict.Intact(var entries, var unchained, var oldest, var newest, var hash) ->
                    new Checked(true, entries, unchained, oldest, newest, hash, null);
            case Verdict.Broken(var id, var flaw) ->
                    new Checked(
                            false,
                            0,
                            0,
                            "",
                            "",
                            "",
                            new Break(id, flaw.name().toLowerCase(Locale.ROOT)));
        };
    }

    /// @param next what to give as `before` for the next page; null on the last one
    @Schema(name = "AuditPage")
    record Page(List<EntryView> items, @Nullable String next) {}

    /// @param unchained entries that are older than the chain, of which nothing can be said
    /// @param broken where it is broken first; null if it is intact
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
