package dev.switchboard.adapter.in.web.canned;

import dev.switchboard.adapter.in.web.canned.ReplyTable.RefusedLine;
import dev.switchboard.adapter.in.web.error.Problem;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.CsvLine;
import dev.switchboard.adapter.in.web.request.Callers;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.canned.KeepCannedReplies;
import dev.switchboard.application.port.in.canned.KeepCannedReplies.SavedAll;
import dev.switchboard.application.port.in.handoff.FindTenants;
import dev.switchboard.application.port.in.handoff.KeepGoals;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.canned.Shelf;
import dev.switchboard.domain.handoff.QueueGoals;
import dev.switchboard.domain.handoff.QueueId;
import dev.switchboard.domain.handoff.TenantId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonArray;
import dev.switchboard.domain.json.JsonValue.JsonNumber;
import dev.switchboard.domain.json.JsonValue.JsonObject;
import dev.switchboard.domain.json.JsonValue.JsonString;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A tenant's canned replies, brought as a table.
@RestController
@Tag(name = "Canned replies")
final class CannedImportController {

    static final String PATH = CannedRepliesController.ALL + "/import";

    /// The size of the greatest number of replies in any script, with some room for quotes.
    static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final String DRY_RUN = "dry_run";

    private final KeepCannedReplies replies;
    private final KeepGoals queues;
    private final FindTenants tenants;
    private final KeepAudit audit;

    CannedImportController(
            KeepCannedReplies replies, KeepGoals queues, FindTenants tenants, KeepAudit audit) {
        this.replies = replies;
        this.queues = queues;
        this.tenants = tenants;
        this.audit = audit;
    }

    /// Import canned replies from a table.
    ///
    /// Adds those whose shortcuts are new, replaces the others whatever their versions are, and
    /// removes none: all lines, or none if one of them is refused. The first line has the names
    /// `shortcut`, `title`, `text`, and perhaps `queues`, separated by spaces, and `locale`, in any
    /// order. At most 500 rows and 8 MiB, in UTF-8.
    ///
    /// @param dryRun `true` changes nothing: the answer says what would be, with the refused lines
    @PutMapping(path = PATH, consumes = CsvLine.TYPE, produces = MediaType.APPLICATION_JSON_VALUE)
    Imported importCannedReplies(
            @RequestParam(name = DRY_RUN, required = false) @Nullable String dryRun,
            @RequestBody(required = false) byte @Nullable [] body,
            HttpServletRequest request,
            Principal caller) {
        boolean trial = isTrue(dryRun);
        TenantId tenant = Callers.tenant(tenants, request);
        Shelf shelf = Shelf.of(tenant);
        ReplyTable table = ReplyTable.read(body == null ? new byte[0] : body, shelf, known(tenant));
        boolean isWhole = table.refused().isEmpty();
        SavedAll saved = replies.saveAll(shelf, table.replies(), trial || !isWhole);
        Imported imported = Imported.of(saved, table);
        if (trial) {
            return imported;
        }
        if (!imported.refused().isEmpty()) {
            throw new ProblemException(problem(imported.refused()));
        }
        audit.record(caller.getName(), "canned_reply.import", tenant.value(), imported.counts());
        return imported;
    }

    /// Whether a call changes anything: it is no trial.
    static boolean changes(HttpServletRequest request) {
        return !"true".equals(request.getParameter(DRY_RUN));
    }

    private static boolean isTrue(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "false" -> false;
            case "true" -> true;
            default -> throw InvalidValueException.noneOf(DRY_RUN, Stream.of("true", "false"));
        };
    }

    private Set<QueueId> known(TenantId tenant) {
        return queues.list(tenant).stream().map(QueueGoals::queue).collect(Collectors.toSet());
    }

    private static Problem problem(List<RefusedLine> refused) {
        String detail =
                refused.size() == 1
                        ? "Nothing was imported: 1 line is refused"
                        : "Nothing was imported: " + refused.size() + " lines are refused";
        return Problem.invalidField("body", detail)
                .withMember(
                        "refused",
                        new JsonArray(refused.stream().map(CannedImportController::json).toList()));
    }

    private static JsonValue json(RefusedLine line) {
        String shortcut = line.shortcut();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("line", new JsonNumber(BigDecimal.valueOf(line.line())));
        members.put("shortcut", shortcut == null ? JsonValue.NULL : new JsonString(shortcut));
        members.put("detail", new JsonString(line.detail()));
        return new JsonObject(members);
    }

    /// The result of an import, or of its trial.
    ///
    /// @param unchanged the lines that say what is there
    /// @param refused empty if something was changed
    @Schema(name = "ImportedCannedReplies")
    record Imported(int created, int changed, int unchanged, List<RefusedLine> refused) {

        static Imported of(SavedAll saved, ReplyTable table) {
            Stream<RefusedLine> tooMany =
                    saved.tooMany().stream()
                            .map(shortcut ->
                                    new RefusedLine(
                                            table.lines().getOrDefault(shortcut, 1),
                                            shortcut,
                                            "There would be more than "
                                                    + KeepCannedReplies.MOST
                                                    + " canned replies"));
            List<RefusedLine> refused =
                    Stream.concat(table.refused().stream(), tooMany)
                            .sorted(Comparator.comparingInt(RefusedLine::line))
                            .toList();
            return new Imported(saved.created(), saved.changed(), saved.unchanged(), refused);
        }

        String counts() {
            return "%d created, %d changed, %d unchanged".formatted(created, changed, unchanged);
        }
    }
}
