package dev.switchboard.adapter.in.web.audit;

import dev.switchboard.adapter.in.web.error.ProblemFailures;
import dev.switchboard.adapter.in.web.request.QueryText;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.domain.audit.AuditEntry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What admins did, for admins.
@RestController
@Tag(name = "Audit", description = "What admins did.")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
@ProblemFailures
final class AuditController {

    private final KeepAudit audit;

    AuditController(KeepAudit audit) {
        this.audit = audit;
    }

    @Operation(summary = "List what admins did", description = "Newest first.")
    @ApiResponse(responseCode = "200", description = "A page")
    @GetMapping("/v1/audit")
    Page list(
            @Parameter(description = "`next` of the page before") @RequestParam(required = false)
                    @Nullable String before,
            @Parameter(description = "1 to 1000, else 100") @RequestParam(required = false)
                    @Nullable String limit) {
        KeepAudit.Page page = audit.list(before, QueryText.limit(limit));
        return new Page(page.entries().stream().map(Entry::of).toList(), page.next());
    }

    /// @param next what to give as `before` for the next page; null on the last one
    @Schema(name = "AuditPage")
    record Page(List<Entry> items, @Nullable String next) {}

    record Entry(
            String id, Instant at, String actor, String action, String subject, String detail) {

        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.id(),
                    entry.at(),
                    entry.actor(),
                    entry.action(),
                    entry.subject(),
                    entry.detail());
        }
    }
}
